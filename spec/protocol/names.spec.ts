import { expect } from 'chai';
import { isGroupName, isHubName, isPathName, isUserEventName, isWholeText, sameHub } from '../../lib/protocol/names.js';

describe('the name of a hub', () => {
  it('is a letter, then up to 127 letters, digits or some signs', () => {
    expect(['a', 'Chat_1', 'a`,.[]', 'a'.repeat(128)].filter(isHubName)).to.have.length(4);
  });

  it('is nothing else', () => {
    expect(['', '1a', 'chat-hub', 'ä', 'a b', 'a\n', 'a'.repeat(129)].filter(isHubName)).to.deep.equal([]);
  });

  it('is the same in any case', () => {
    expect(sameHub('Chat', 'chat')).to.equal(true);
    expect(sameHub('chat', 'chats')).to.equal(false);
  });
});

describe('the name of a group', () => {
  it('is any text of 1 to 1024 characters', () => {
    expect(['g', ' g', '組', 'a/b', 'g'.repeat(1024)].filter(isGroupName)).to.have.length(5);
  });

  it('is neither blank nor longer', () => {
    expect(['', '  ', 'g'.repeat(1025)].filter(isGroupName)).to.deep.equal([]);
  });
});

describe('a name that can stand in a path', () => {
  it('is any text that is percent-encoded and stays where it was put', () => {
    expect(['...', 'a/..', '%2e%2e', '..%2f', ' ..', '\u2024\u2024', '😀'].filter(isPathName)).to.have.length(7);
  });

  it('is neither empty, nor one that a URL walks up by, nor half a character', () => {
    expect(['', '.', '..', '\ud83d', 'a\ude00'].filter(isPathName)).to.deep.equal([]);
  });
});

describe('a whole text', () => {
  it('has no half of a character', () => {
    expect(['', 'a', '..', '😀', '\ud83d', 'a\ude00', '\ude00\ud83d'].filter(isWholeText)).to.have.length(4);
  });
});

describe('the name of a user event', () => {
  it('is a letter, then up to 127 letters, digits, _ . or -', () => {
    expect(['message', 'a.b-c_1', 'a'.repeat(128)].filter(isUserEventName)).to.have.length(3);
  });

  it('is nothing else', () => {
    expect(['', '-a', 'say hello', 'a\n', 'a'.repeat(129)].filter(isUserEventName)).to.deep.equal([]);
  });
});
