import { Anchor, Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { When } from '../shell/When';
import { admin } from './api';

interface Versions {
  items: { version: number; create_date: string }[];
}

/** What the form was before: a version never changes. */
export function TemplateVersions({ id, shown }: { id: string; shown: number }) {
  const { t } = useTranslation();
  const versions = useQuery({
    queryKey: ['admin', `/templates/${id}/versions`],
    queryFn: () => admin.get<Versions>(`/templates/${id}/versions`),
  });
  return (
    <section aria-label={t('office:versions')}>
      <Title order={2} size="h4" mb="sm">
        {t('office:versions')}
      </Title>
      {versions.isError && <Failure failure={versions.error} retry={versions.refetch} />}
      {versions.isPending && <Loading />}
      {versions.data && (
        <Table maw="32rem" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('admin.version')}</Table.Th>
              <Table.Th>{t('admin.created')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.data.items.map(({ version, create_date }) => (
              <Table.Tr key={version}>
                <Table.Td>
                  <Anchor
                    component={Link}
                    size="sm"
                    to={`/admin/templates/${id}?version=${version}`}
                    aria-current={version === shown ? 'true' : undefined}
                    fw={version === shown ? 700 : undefined}
                  >
                    {version}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <When at={create_date} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
