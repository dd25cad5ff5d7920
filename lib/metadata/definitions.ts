import { createError } from '../errors.js';
import type { EventTrigger, FunctionDefinition, HttpRoute, ParameterBinding } from './definition.js';
import { toEventTrigger } from './event-trigger.js';
import { toHttpRoute } from './http-route.js';
import { describeValue, requireText } from './options.js';
import { nthParameter, parameterName } from './parameter-words.js';
import { toPartBinding } from './part-binding.js';
import { className } from './place.js';
import { decoratorNames, decoratorOf } from './records.js';
import type { AnyMiddleware, DecoratorRecord, RecordKind, RecordOf } from './records.js';
import { methodOf } from './scanner.js';
import type { ScannedMethod } from './scanner.js';
import { hubSetting, requireHubName, whereOf, withSettings } from './scope.js';
import type { Scope } from './scope.js';
import { toConnectionBinding, toOutputBinding, toServiceRequestBinding } from './service-bindings.js';
import type { BindingPlace } from './service-bindings.js';

/**
 * Turns what the decorators of one method said into what it means.
 * @throws ConfigurationError naming class, method and option where it cannot mean anything.
 */
export function toDefinition(scanned: ScannedMethod, scope: Scope): FunctionDefinition {
  const where = whereOf(scanned);
  refuseRepeated(scanned, where);
  refuseWrongNames(scanned, where);
  const middleware = middlewareOf(scanned);
  requireFunctions(scanned.use, className(scanned.controller));
  requireFunctions(middleware, where);
  const trigger = readTrigger(scanned, scope, where);
  const place: BindingPlace = { scanned, trigger, scope, where };
  const returned = find(scanned.records, 'output');
  const answered = find(scanned.records, 'connection');
  if (answered !== undefined && trigger.kind === 'event') throw answerOfEvent(where);
  return {
    name: find(scanned.records, 'functionName')?.name ?? where,
    where,
    controller: scanned.controller,
    method: scanned.member,
    hub: trigger.kind === 'event' ? trigger.hub : hubOfClass(scanned, scope, where),
    trigger,
    parameters: readParameters(scanned, place),
    ...(returned === undefined ? {} : { returned: toOutputBinding(returned, place) }),
    ...(answered === undefined ? {} : { answered: toConnectionBinding(answered, place) }),
    use: [...scanned.use, ...middleware],
  };
}

function hubOfClass({ hub }: ScannedMethod, scope: Scope, where: string): string | undefined {
  const said = hub ?? scope.setting(hubSetting);
  return said === undefined || said === '' ? undefined : requireHubName(withSettings(said, scope, where), where);
}

function find<K extends RecordKind>(records: readonly DecoratorRecord[], kind: K): RecordOf<K> | undefined {
  return records.find((record): record is RecordOf<K> => record.kind === kind);
}

// The decorator nearest to the method ran first; the one that is read first stands outermost.
function middlewareOf({ records }: ScannedMethod): readonly AnyMiddleware[] {
  const said = records.filter((record) => record.kind === 'use');
  return said.reverse().flatMap(({ middleware }) => middleware);
}

const isTrigger = ({ kind }: DecoratorRecord): boolean => kind === 'trigger' || kind === 'httpTrigger';

function refuseRepeated({ controller, hubCount, records, parameters }: ScannedMethod, where: string): void {
  if (hubCount > 1)
    throw createError('WPS_DECORATOR_REPEATED', { where: className(controller), decorator: decoratorNames.hub });
  const triggers = [...records, ...[...parameters.values()].flat()].filter(isTrigger);
  if (triggers.length > 1) throw createError('WPS_TRIGGER_CONFLICT', { where });
  for (const kind of ['functionName', 'output', 'connection'] as const) {
    if (records.filter((record) => record.kind === kind).length > 1) {
      throw createError('WPS_DECORATOR_REPEATED', { where, decorator: decoratorNames[kind] });
    }
  }
  for (const [index, bindings] of parameters) {
    if (bindings.length > 1) {
      const decorator = bindings.map(decoratorOf).join(' and ');
      throw createError('WPS_DECORATOR_REPEATED', { where: `${where}, ${nthParameter(index)}`, decorator });
    }
  }
}

// JavaScript lets anything be said here, and an empty variable is soon passed on.
function refuseWrongNames({ controller, hub, hubCount, records }: ScannedMethod, where: string): void {
  if (hubCount > 0) requireText(hub, 'name', decoratorNames.hub, className(controller));
  for (const record of records)
    if (record.kind === 'functionName') requireText(record.name, 'name', decoratorNames.functionName, where);
}

function requireFunctions(middleware: readonly unknown[], where: string): void {
  const wrong = middleware.findIndex((one) => typeof one !== 'function');
  if (wrong < 0) return;
  const expected = 'functions, one after another: @Use(first, second)';
  const problem = describeValue(middleware[wrong]);
  throw createError('WPS_OPTION_INVALID', {
    where,
    owner: decoratorNames.use,
    option: 'middleware',
    problem,
    expected,
  });
}

function readTrigger(scanned: ScannedMethod, scope: Scope, where: string): EventTrigger | HttpRoute {
  const http = find(scanned.records, 'httpTrigger');
  if (http !== undefined) return toHttpRoute(http, scanned, scope, where);
  const event = find([...scanned.records, ...[...scanned.parameters.values()].flat()], 'trigger');
  if (event === undefined) throw createError('WPS_TRIGGER_MISSING', { where });
  return toEventTrigger(event, scanned, scope, where);
}

function readParameters({ parameters, length }: ScannedMethod, place: BindingPlace): readonly ParameterBinding[] {
  const count = Math.max(length, ...[...parameters.keys()].map((index) => index + 1));
  return Array.from({ length: count }, (_, index) => {
    const [record] = parameters.get(index) ?? [];
    return readParameter(record, index, { ...place, where: `${place.where}, ${nthParameter(index)}` });
  });
}

function readParameter(record: DecoratorRecord | undefined, index: number, place: BindingPlace): ParameterBinding {
  switch (record?.kind) {
    case 'output':
      return toOutputBinding(record, place);
    case 'connection':
      return toConnectionBinding(record, place);
    case 'context':
      return toServiceRequestBinding(record, place);
    case 'part':
      return toPartBinding(record, place);
    case 'trigger':
      return { kind: 'trigger' };
    case undefined:
      if (index === 0) return { kind: 'trigger' };
      throw unbound(place.scanned, index);
    case 'hub':
    case 'functionName':
    case 'use':
    case 'httpTrigger':
      // These decorators refuse to stand on a parameter, so only a record written by hand gets here.
      throw createError('WPS_DECORATOR_PLACE', {
        decorator: decoratorNames[record.kind],
        place: 'a parameter of a method',
        where: place.where,
        allowed: 'a class or a method',
      });
  }
}

function unbound(scanned: ScannedMethod, index: number) {
  const name = parameterName(methodOf(scanned.controller, scanned.member), index);
  const parameter = nthParameter(index) + (name === undefined ? '' : ` ("${name}")`);
  return createError('WPS_PARAMETER_UNBOUND', { where: whereOf(scanned), parameter });
}

function answerOfEvent(where: string) {
  return createError('WPS_BINDING_MISPLACED', {
    where,
    decorator: '@WebPubSubConnection on the method',
    problem: 'makes a client URL the answer of an HTTP function, and this one answers an event',
    remedy: 'Put it on a parameter, or start the function with @HttpTrigger.',
  });
}
