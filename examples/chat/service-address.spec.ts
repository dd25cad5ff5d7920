import { expect } from 'chai';
import { clientOrigin, serviceOrigin } from './service-address.js';

describe('the address of the service', () => {
  it('is read from the connection string, its port included', () => {
    expect(serviceOrigin('Endpoint=http://localhost;Port=8081;AccessKey=a=b==;Version=1.0;')).to.equal(
      'http://localhost:8081',
    );
    expect(serviceOrigin('AccessKey=k;endpoint=https://name.webpubsub.azure.com/;')).to.equal(
      'https://name.webpubsub.azure.com',
    );
  });

  it('is where browsers open their WebSockets', () => {
    expect(clientOrigin('Endpoint=https://name.webpubsub.azure.com;AccessKey=k')).to.equal(
      'wss://name.webpubsub.azure.com',
    );
  });
});
