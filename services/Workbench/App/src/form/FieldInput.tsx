import { lazy, Suspense } from 'react';
import { ContentDisplay } from '../content/ContentDisplay';
import type { FieldProps } from './fieldProps';
import { BooleanInput, ChoiceInput, ChoicesInput, RankingInput, ScaleInput } from './fields/Choosing';
import { CallInput, ComparisonInput } from './fields/Composite';
import { JsonField, Pieces, TextField } from './fields/Typing';
import type { Field } from './model';

const NumberField = lazy(() => import('./fields/NumberField'));
const SliderField = lazy(() => import('./fields/SliderField'));
const ShapeList = lazy(() => import('../shapes/ShapeList'));
const SpanList = lazy(() => import('../spans/SpanList'));
const SegmentList = lazy(() => import('../media/SegmentList'));
const TranscriptInput = lazy(() => import('../media/TranscriptInput'));

type Props = Omit<FieldProps<Field['type']>, 'field'> & { field: Field };

/** The one place that knows which input belongs to which type of field. */
export function FieldInput({ field, ...rest }: Props) {
  switch (field.type) {
    case 'content_display':
      return <ContentDisplay field={field} {...rest} />;
    case 'boolean':
      return <BooleanInput field={field} {...rest} />;
    case 'choice':
      return <ChoiceInput field={field} {...rest} />;
    case 'choices':
      return <ChoicesInput field={field} {...rest} />;
    case 'ranking':
      return <RankingInput field={field} {...rest} />;
    case 'rating':
    case 'likert':
      return <ScaleInput field={field} {...rest} />;
    case 'number':
      return later(<NumberField field={field} {...rest} />);
    case 'slider':
      return later(<SliderField field={field} {...rest} />);
    case 'text':
    case 'long_text':
    case 'date':
    case 'url':
    case 'email':
      return <TextField field={field} {...rest} />;
    case 'json':
      return <JsonField field={field} {...rest} />;
    case 'fields':
      return <Pieces pieces={field.fields} value={rest.value} onChange={rest.onChange} isReadOnly={rest.isReadOnly} />;
    case 'comparison':
      return <ComparisonInput field={field} {...rest} />;
    case 'call':
      return <CallInput field={field} {...rest} />;
    case 'boxes':
    case 'polygons':
    case 'lines':
    case 'points':
      return later(<ShapeList field={field} {...rest} />);
    case 'spans':
      return later(<SpanList field={field} {...rest} />);
    case 'segments':
      return later(<SegmentList field={field} {...rest} />);
    case 'transcript':
      return later(<TranscriptInput field={field} {...rest} />);
  }
}

function later(input: React.ReactNode) {
  return <Suspense fallback={null}>{input}</Suspense>;
}
