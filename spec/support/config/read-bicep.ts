import { createRequire } from 'node:module';
import { Language, Parser, type Node } from 'web-tree-sitter';
import type { Hubs } from './settings.js';

const require = createRequire(import.meta.url);

/** The hubs of a Bicep file, as the grammar of Bicep reads it, with its parameters at their defaults. */
export async function readBicep(text: string): Promise<Hubs> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  const root = parser.parse(text)?.rootNode;
  if (root === undefined || root.hasError) throw new Error(`This is no Bicep:\n${text}`);
  const parameters = new Map<string, unknown>();
  for (const node of childrenOf(root, 'parameter_declaration')) {
    const [name] = childrenOf(node, 'identifier');
    const value = node.namedChildren.at(-1);
    if (value?.type === 'string') parameters.set(name?.text ?? '', valueOf(value, parameters));
  }
  const resources = childrenOf(root, 'resource_declaration').map((node) => resourceOf(node, parameters));
  return Object.fromEntries(resources.filter(({ type }) => type.includes('/hubs@')).map(({ hub }) => hub)) as Hubs;
}

function resourceOf(node: Node, parameters: ReadonlyMap<string, unknown>) {
  const type = String(valueOf(one(childrenOf(node, 'string')), parameters));
  const { name, properties } = valueOf(one(childrenOf(node, 'object')), parameters) as Record<string, unknown>;
  return { type, hub: [String(name), properties] as const };
}

function valueOf(node: Node, parameters: ReadonlyMap<string, unknown>): unknown {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        childrenOf(node, 'object_property').map((property) => {
          const [key, value] = property.namedChildren;
          return [one([key]).text, valueOf(one([value]), parameters)];
        }),
      );
    case 'array':
      return node.namedChildren.map((child) => valueOf(one([child]), parameters));
    case 'string':
      return textOf(node, parameters);
    case 'identifier':
      return parameters.get(node.text);
    default:
      throw new Error(`Bicep: ${node.type} ${node.text}`);
  }
}

// The grammar has no node of its own for an escaped dollar, so what is no interpolation is cut out of the text.
function textOf(node: Node, parameters: ReadonlyMap<string, unknown>): string {
  const interpolations = childrenOf(node, 'interpolation');
  const starts = [node.startIndex + 1, ...interpolations.map(({ endIndex }) => endIndex)];
  const ends = [...interpolations.map(({ startIndex }) => startIndex), node.endIndex - 1];
  const plain = starts.map((start, index) => {
    return node.text.slice(start - node.startIndex, (ends[index] ?? 0) - node.startIndex).replaceAll(/\\(.)/g, '$1');
  });
  const filled = interpolations.map((part) => String(parameters.get(one(childrenOf(part, 'identifier')).text)));
  return plain.map((text, index) => text + (filled[index] ?? '')).join('');
}

function childrenOf(node: Node, type: string): readonly Node[] {
  return node.namedChildren.filter((child) => child.type === type);
}

function one(nodes: readonly (Node | null | undefined)[]): Node {
  const [node] = nodes;
  if (node) return node;
  throw new Error('Bicep: something is missing');
}
