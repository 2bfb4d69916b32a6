import { ownUrl } from '../api/http';
import type { Assignment, Attachment, Json, WorkFile } from '../api/work';
import { type Field, isRecordingField, isShapeField } from '../form/model';

export type MaterialKind = 'text' | 'image' | 'video' | 'audio' | 'website' | 'pdf' | 'json' | 'other';

/** Something that the job shows. */
export interface Material {
  /** The <code>source</code> by which a form names it. */
  id: string;
  kind: MaterialKind;
  title: string;
  /** Where the browser reads it; always from us. */
  url?: string;
  fileId?: string;
  /** A stranger's page, which is only ever linked to. */
  link?: string;
  text?: string;
  json?: Json;
  /** The form itself shows it, so that the stage need not. */
  isInForm?: boolean;
}

export const CONTENT_ID = '$';

export function materialsOf(assignment: Pick<Assignment, 'files' | 'attachments' | 'content'>, fields: readonly Field[]): Material[] {
  const files = assignment.files.map((file, index) => ofFile(`files[${index}]`, file));
  const attachments = (assignment.attachments ?? []).map((attachment, index) => ofAttachment(`attachments[${index}]`, attachment));
  const items = [...files, ...attachments].map((item) => (isShownByForm(item, fields) ? { ...item, isInForm: true } : item));
  const texts = textsToMark(assignment.content, fields, items);
  const isShown = texts.length > 0 || fields.some((field) => field.type === 'content_display' && !isItem(field.source, items));
  return [...texts, ...items, ...(isShown ? [] : contentAsItIs(assignment.content))];
}

/** A text between the questions is read there, unless it is compared or marked. */
function isShownByForm(item: Material, fields: readonly Field[]): boolean {
  if (item.text === undefined || fields.some((field) => field.type === 'comparison' || field.type === 'spans')) return false;
  return fields.some((field) => field.type === 'content_display' && field.source === item.id);
}

/** What lies on the stage. */
export function onStage(materials: readonly Material[]): readonly Material[] {
  return materials.some((material) => material.isInForm) ? materials.filter((material) => !material.isInForm) : materials;
}

/** All files of an assignment, also those that are attached. */
export function filesOf({ files, attachments }: Pick<Assignment, 'files' | 'attachments'>): WorkFile[] {
  return [...files, ...(attachments ?? []).flatMap(({ file }) => (file ? [file] : []))];
}

function ofFile(id: string, file: WorkFile): Material {
  return { id, kind: kindOfType(file.content_type), title: file.name, url: ownUrl(file.url), fileId: file.id };
}

function ofAttachment(id: string, attachment: Attachment): Material {
  const title = attachment.file?.name ?? attachment.url ?? attachment.kind;
  if (attachment.kind === 'website') return { id, kind: 'website', title, link: attachment.url ?? undefined };
  return {
    id,
    kind: attachment.kind,
    title,
    text: attachment.text ?? undefined,
    url: attachment.file ? ownUrl(attachment.file.url) : undefined,
    fileId: attachment.file?.id,
  };
}

function kindOfType(type: string): MaterialKind {
  const [family] = type.split('/');
  if (family === 'image' || family === 'audio' || family === 'video' || family === 'text') return family;
  return type.startsWith('application/pdf') ? 'pdf' : 'other';
}

/** What a spans field marks is a material of its own, unless it is a file or an attachment. */
function textsToMark(content: Json | undefined, fields: readonly Field[], items: readonly Material[]): Material[] {
  const texts = new Map<string, Material>();
  for (const field of fields) {
    if (field.type !== 'spans' || isItem(field.source, items)) continue;
    const text = field.source ? asText(valueAt(content, field.source)) : firstText(content);
    if (text === null) continue;
    const id = field.source ?? CONTENT_ID;
    texts.set(id, { id, kind: 'text', title: field.source ?? 'text', text });
  }
  return [...texts.values()];
}

function contentAsItIs(content: Json | undefined): Material[] {
  if (content === null || content === undefined) return [];
  return typeof content === 'string'
    ? [{ id: CONTENT_ID, kind: 'text', title: 'content', text: content }]
    : [{ id: CONTENT_ID, kind: 'json', title: 'content', json: content }];
}

function isItem(source: string | undefined, items: readonly Material[]) {
  return source !== undefined && items.some((item) => item.id === source);
}

/** The text that a field without a source is about, found as contracts/Forms finds it. */
export function firstText(content: Json | undefined): string | null {
  if (typeof content === 'string') return content;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  if (typeof content.text === 'string') return content.text;
  return (Object.values(content).find((value) => typeof value === 'string') as string | undefined) ?? null;
}

/** What stands at a path like <code>messages[0].body</code>. */
export function valueAt(content: Json | undefined, source: string): Json | undefined {
  if (source === '$') return content;
  let value = content;
  for (const [, name, index] of source.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (name !== undefined) value = Array.isArray(value) || !Object.hasOwn(value, name) ? undefined : value[name];
    else value = Array.isArray(value) ? value[Number(index)] : undefined;
  }
  return value;
}

function asText(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Which material a field works on; null when it works on none. */
export function materialOf(field: Field, materials: readonly Material[]): Material | null {
  const wants = isShapeField(field) ? ['image'] : isRecordingField(field) ? ['audio', 'video'] : field.type === 'spans' ? ['text'] : null;
  if (!wants) return null;
  if (field.source) return materials.find((material) => material.id === field.source) ?? null;
  return materials.find((material) => wants.includes(material.kind)) ?? null;
}
