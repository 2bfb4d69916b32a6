import { Anchor, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Status } from '../admin/Status';
import { JsonBlock } from '../content/ContentDisplay';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { When } from '../shell/When';
import { client, type File, type OwnJob } from './api';
import { OwnFile } from './OwnFile';
import { Picture } from './Picture';

/** One job: its result, and the files that it is about. */
export default function JobPage() {
  const { t } = useTranslation();
  const { projectId = '', jobId = '' } = useParams();
  const path = `/v1/jobs/${encodeURIComponent(projectId)}/${encodeURIComponent(jobId)}`;
  const job = useQuery({ queryKey: ['client', path], queryFn: () => client.get<OwnJob>(path) });
  if (job.isPending) return <Loading />;
  if (job.isError) return <Failure failure={job.error} retry={job.refetch} />;
  const { data } = job;
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={`/client/jobs?project=${projectId}`}>
        {t('client.allJobs')}
      </Anchor>
      <Group gap="sm">
        <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {data.job_id}
        </Title>
        <Status value={data.status} />
      </Group>
      {data.error && <Text role="alert">{data.error}</Text>}
      <Table.ScrollContainer minWidth={300}>
        <Table variant="vertical" w="auto">
          <Table.Tbody>
            {(['create_date', 'start_date', 'finish_date', 'expiration_date'] as const).map((name) => (
              <Table.Tr key={name}>
                <Table.Th>{t(`client.${name}`)}</Table.Th>
                <Table.Td>
                  <When at={data[name]} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Section title={t('client.result')}>
        {data.annotations ? <JsonBlock value={data.annotations} /> : <Text className="quiet">{t('client.noResult')}</Text>}
      </Section>
      {data.files.length > 0 && (
        <Section title={t('client.files')}>
          {data.files.map((file) => (
            <FileOf key={file.id} file={file} />
          ))}
        </Section>
      )}
      {data.metadata !== undefined && (
        <Section title="metadata">
          <JsonBlock value={data.metadata} />
        </Section>
      )}
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap="xs" component="section" align="start">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function FileOf({ file }: { file: File }) {
  return (
    <Stack gap={4} align="start">
      <OwnFile url={file.url} name={file.name} />
      {file.content_type.startsWith('image/') && <Picture url={file.url} name={file.name} />}
    </Stack>
  );
}
