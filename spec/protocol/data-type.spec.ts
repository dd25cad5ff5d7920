import { expect } from 'chai';
import { contentTypeOf, dataTypeOf, mediaTypeOf } from '../../lib/protocol/data-type.js';

describe('a content type', () => {
  it('says how a payload is to be read, in any case and with parameters', () => {
    expect(dataTypeOf('Application/JSON; charset=utf-8')).to.equal('json');
    expect(dataTypeOf('text/plain')).to.equal('text');
    expect(dataTypeOf('application/octet-stream')).to.equal('binary');
    expect(dataTypeOf('application/x-protobuf')).to.equal('protobuf');
  });

  it('that the service does not send has no data type', () => {
    expect(dataTypeOf('text/html')).to.equal(undefined);
    expect(dataTypeOf('')).to.equal(undefined);
  });

  it('has a media type in front of its parameters', () => {
    expect(mediaTypeOf(' Text/Plain ;charset=utf-8')).to.equal('text/plain');
  });

  it('of text and JSON says UTF-8', () => {
    expect(contentTypeOf('text')).to.equal('text/plain; charset=utf-8');
    expect(contentTypeOf('json')).to.equal('application/json; charset=utf-8');
    expect(contentTypeOf('binary')).to.equal('application/octet-stream');
  });
});
