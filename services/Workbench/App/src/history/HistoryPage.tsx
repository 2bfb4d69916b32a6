import { Badge, Button, Container, Group, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type HistoryEntry, work } from '../api/work';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { When } from '../shell/When';
import { TakeBack } from '../work/TakeBack';

export default function HistoryPage() {
  const { t } = useTranslation();
  const history = useInfiniteQuery({
    queryKey: ['history'],
    queryFn: ({ pageParam }) => work.history(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
  if (history.isPending) return <Loading />;
  // What was only had ready, and given back unseen, was never anybody's work.
  const entries =
    history.data?.pages.flatMap((page) => page.items).filter(({ status, version }) => status !== 'released' || version > 1) ?? [];
  return (
    <Container size="lg" py="xl">
      <Title order={1} size="h2" mb="md">
        {t('history.title')}
      </Title>
      {history.isError && <Failure failure={history.error} retry={history.refetch} />}
      {history.data && entries.length === 0 && <Text className="quiet">{t('history.none')}</Text>}
      {entries.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('history.when')}</Table.Th>
                <Table.Th>{t('history.project')}</Table.Th>
                <Table.Th>{t('history.outcome')}</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">{t('admin.actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Row key={entry.id} entry={entry} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {history.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </Group>
      )}
    </Container>
  );
}

function Row({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Table.Tr>
      <Table.Td>
        <When at={entry.end_date} />
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{entry.project_name}</Table.Td>
      <Table.Td>
        <Badge variant="outline">{t(`status.${entry.status}`)}</Badge>
        {entry.came_too_late && (
          <Text size="xs" className="quiet">
            {t('history.tooLate')}
          </Text>
        )}
        {entry.reason && (
          <Text size="xs" className="quiet" style={{ overflowWrap: 'anywhere' }}>
            {entry.reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {entry.can_undo_until && <TakeBack assignmentId={entry.id} onTakenBack={() => navigate(`/assignments/${entry.id}`)} />}
          <Button component={Link} to={`/assignments/${entry.id}`} variant="default">
            {t('history.open')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
