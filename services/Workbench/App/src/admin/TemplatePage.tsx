import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { query } from '../api/http';
import type { Json } from '../api/work';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { admin, type Template } from './api';
import { TemplateEditor } from './TemplateEditor';
import { TemplateVersions } from './TemplateVersions';

const EXAMPLE: Json[] = [
  { type: 'boolean', name: 'approved', label: 'May it be published?', required: true },
  {
    type: 'choice',
    name: 'reason',
    label: 'Why not?',
    choices: ['wrong', 'rude', 'unclear'],
    required: true,
    visible_if: { field: 'approved', equals: false },
  },
];

/** A form, in its newest version or in one from before. */
export default function TemplatePage() {
  const { id = 'new' } = useParams();
  const [params] = useSearchParams();
  const version = params.get('version');
  const isNew = id === 'new';
  const template = useQuery({
    queryKey: ['admin', `/templates/${id}`, version],
    enabled: !isNew,
    queryFn: () => admin.get<Template>(`/templates/${id}${query({ version })}`),
  });
  if (isNew) return <TemplateEditor id={null} version={null} name="" description="" fields={EXAMPLE} />;
  if (template.isPending) return <Loading />;
  if (template.isError) return <Failure failure={template.error} retry={template.refetch} />;
  const { data } = template;
  return (
    <Stack gap="xl">
      <TemplateEditor
        key={data.version}
        id={id}
        version={data.version}
        name={data.name}
        description={data.description ?? ''}
        fields={data.fields}
      />
      <TemplateVersions id={id} shown={data.version} />
    </Stack>
  );
}
