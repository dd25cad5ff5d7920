// What typedoc and its Markdown plugin do not do by themselves.

import { Application, CommentTag, Converter, ReflectionKind } from 'typedoc';
import { chapterOf } from './chapters.js';
import { finishPages } from './finish.js';
import { HouseTheme } from './theme.js';

export function load(app) {
  app.renderer.defineTheme('house', HouseTheme);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    putIntoChapters(app, project);
    showAsUsed(project);
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => leaveOut(project));
  app.renderer.postRenderAsyncJobs.push(({ outputDirectory }) => finishPages(outputDirectory));
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    askForOptions(app, project);
    tellOverloadsOnce(project);
  });
}

/** Gives each export the chapter of the file that it is written in. What belongs to another page is a reference to it, and has none. */
function putIntoChapters(app, project) {
  for (const page of project.children) {
    for (const member of page.children) {
      if (member.kind !== ReflectionKind.Reference) putIntoChapter(app, project, page, member);
    }
  }
}

function putIntoChapter(app, project, page, member) {
  const file = project.getSymbolIdFromReflection(member)?.packagePath ?? '';
  const chapter = chapterOf(page.name, member.name, file);
  if (chapter === undefined)
    return app.logger.warn(`docs/typedoc/chapters.js has no chapter for ${member.name} of ${file}`);
  // Overloads have a comment each.
  const { comment } = member.comment ? member : (member.signatures?.[0] ?? member);
  comment?.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: chapter }]));
}

/** An accessor is a property to who uses it; what the compiler has no name for gets one. */
function showAsUsed(project) {
  for (const accessor of project.getReflectionsByKind(ReflectionKind.Accessor)) {
    const { type, comment } = accessor.getSignature;
    Object.assign(accessor, { kind: ReflectionKind.Property, type, comment });
    delete accessor.getSignature;
    delete accessor.setSignature;
  }
  for (const member of project.getReflectionsByKind(ReflectionKind.All)) {
    if (member.name === '__namedParameters') member.name = 'options';
    member.name = member.name.replace(/^\[(asyncDispose|asyncIterator)\]$/, '[Symbol.$1]');
  }
}

/** What a base tells of a member need not stand in every class below it; what can never be there need not stand anywhere. */
function leaveOut(project) {
  const members = project.getReflectionsByKind(ReflectionKind.ClassMember);
  const others = members.filter((member) => member.inheritedFrom?.reflection !== undefined || isForbidden(member));
  for (const member of others) project.removeReflection(member);
  for (const member of members) {
    // `eventName = 'connect'`: what the base says of all values says nothing of the one.
    if (member.overwrites !== undefined && member.type?.type === 'literal') delete member.comment;
  }
}

/** `message?: never`, by which shapes of one union tell the compiler that they are different ones. */
function isForbidden({ flags, type }) {
  return flags.isOptional && (type?.name === 'never' || type?.name === 'undefined');
}

/** Every option has a comment: its name alone tells neither unit nor default. */
function askForOptions(app, project) {
  for (const owner of project.getReflectionsByKind(ReflectionKind.Interface)) {
    if (!owner.name.endsWith('Options')) continue;
    for (const option of owner.children ?? []) {
      if (!option.hasComment())
        app.logger.validationWarning(`${option.getFriendlyFullName()} is an option without a comment`);
    }
  }
}

/** What all overloads have in common is told with the first. */
function tellOverloadsOnce(project) {
  for (const { signatures: [first, ...others] = [] } of project.getReflectionsByKind(ReflectionKind.FunctionOrMethod)) {
    for (const other of others) {
      if (textOf(other) === textOf(first)) delete other.comment;
    }
  }
}

function textOf({ comment }) {
  return comment?.summary.map(({ text }) => text).join('');
}
