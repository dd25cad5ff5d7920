import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';

interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

/** Everything that a user of the package installs. */
function installed(): readonly (readonly [path: string, locked: Locked])[] {
  const text = readFileSync(join(repository, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional);
}

describe('what docs/security.md says of what is installed', () => {
  it('is true of scripts: nothing runs one', () => {
    expect(installed().length).to.be.greaterThan(50);
    expect(installed().filter(([, { hasInstallScript }]) => hasInstallScript)).to.deep.equal([]);
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      readonly scripts: object;
    };
    expect(scripts).not.to.have.any.keys('preinstall', 'install', 'postinstall');
  });

  it('is true of licences: MIT, ISC, BSD and Apache', () => {
    const others = installed().filter(
      ([, { license = '' }]) => !/^\(?(MIT|ISC|0BSD|BSD-\d-Clause|Apache-2\.0|\s|AND)+\)?$/.test(license),
    );
    expect(others).to.deep.equal([]);
  });
});
