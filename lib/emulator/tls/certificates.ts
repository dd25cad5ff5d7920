import { createHash, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';

/** What a server proves itself with, and what its clients trust; all as PEM. */
export interface Certificates {
  readonly key: string;
  readonly cert: string;
  /** The authority that signed `cert`. */
  readonly authority: string;
}

interface Party {
  readonly name: x509.Name;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);
const day = 24 * 60 * 60 * 1000;
// Browsers refuse certificates of servers that are good for longer than 398 days.
const lifetime = 397 * day;
// RFC 5758 3.2 and RFC 4519 2.3.
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const commonName = '2.5.4.3';

/**
 * Makes an authority and a certificate for these hosts. The authority's key signs this once and is forgotten: nobody can make another
 * certificate that who trusts it would take.
 */
export async function createCertificates(hosts: readonly string[], now: number): Promise<Certificates> {
  // A name of its own, for trust stores go by names and may hold the authorities of several emulators.
  const authority = await createParty(`web-pubsub-bindings emulator authority ${randomBytes(4).toString('hex')}`);
  const server = await createParty(hosts[0] ?? 'localhost');
  return {
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: issue(server, authority, now, serverExtensions(server, authority, hosts)),
    authority: issue(authority, authority, now, authorityExtensions(authority)),
  };
}

async function createParty(text: string): Promise<Party> {
  const { publicKey, privateKey } = await generate('ec', { namedCurve: 'P-256' });
  const value = new x509.AttributeValue({ utf8String: text });
  const attribute = new x509.AttributeTypeAndValue({ type: commonName, value });
  return { name: new x509.Name([new x509.RelativeDistinguishedName([attribute])]), publicKey, privateKey };
}

function issue(subject: Party, issuer: Party, now: number, extensions: x509.Extension[]): string {
  const algorithm = new x509.AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer: issuer.name,
    validity: new x509.Validity({ notBefore: new Date(now - day), notAfter: new Date(now - day + lifetime) }),
    subject: subject.name,
    subjectPublicKeyInfo: AsnConvert.parse(spki(subject), x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions(extensions),
  });
  const signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer.privateKey);
  return toPem(
    new x509.Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue: bytes(signatureValue) }),
  );
}

function authorityExtensions(authority: Party): x509.Extension[] {
  return [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.keyCertSign), true),
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(authority))),
  ];
}

function serverExtensions(server: Party, authority: Party, hosts: readonly string[]): x509.Extension[] {
  const names = hosts.map((host) => new x509.GeneralName(isIP(host) === 0 ? { dNSName: host } : { iPAddress: host }));
  const keyIdentifier = new x509.KeyIdentifier(keyId(authority));
  return [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: false }), true),
    extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature), true),
    extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
    extension(x509.id_ce_subjectAltName, new x509.SubjectAlternativeName(names)),
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(server))),
    extension(x509.id_ce_authorityKeyIdentifier, new x509.AuthorityKeyIdentifier({ keyIdentifier })),
  ];
}

function extension(extnID: string, value: object, critical = false): x509.Extension {
  return new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

// RFC 5280 4.1.2.2: positive and at most 20 octets, and not the shorter form of another number.
function serialNumber(): ArrayBuffer {
  const number = randomBytes(16);
  number[0] = ((number[0] ?? 0) & 0x3f) | 0x40;
  return bytes(number);
}

function keyId(party: Party): ArrayBuffer {
  return bytes(createHash('sha256').update(spki(party)).digest().subarray(0, 20));
}

function spki({ publicKey }: Party): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

function bytes(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}

function toPem(certificate: x509.Certificate): string {
  const lines =
    Buffer.from(AsnConvert.serialize(certificate))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
