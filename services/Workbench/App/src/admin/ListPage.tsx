import { Button, Group, Select, Table, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import type { useList } from './useList';

export interface Column<T> {
  title: string;
  cell: (item: T) => ReactNode;
}

export interface Filter {
  name: string;
  label: string;
  /** Without: free text. */
  options?: readonly { value: string; label: string }[];
  kind?: 'text' | 'date' | 'month';
}

interface Props<T> {
  title: string;
  source: ReturnType<typeof useList<T>>;
  columns: Column<T>[];
  filters?: Filter[];
  actions?: ReactNode;
  keyOf: (item: T) => string;
  level?: 1 | 2;
}

const TYPING_MS = 300;

/** A list of the administration. What failed to load is never shown as empty. */
export function ListPage<T>({ title, source, columns, filters = [], actions, keyOf, level = 1 }: Props<T>) {
  const { t } = useTranslation();
  const { list, items, chosen, filter } = source;
  const typed = useDebouncedCallback(filter, TYPING_MS);
  return (
    <>
      <Group justify="space-between" mb="md">
        <Title order={level} size={level === 1 ? 'h2' : 'h4'}>
          {title}
        </Title>
        <Group gap="xs">{actions}</Group>
      </Group>
      {filters.length > 0 && (
        <Group mb="md" gap="sm" align="end">
          {filters.map((one) =>
            one.options ? (
              <Select
                key={one.name}
                size="xs"
                w={170}
                clearable
                label={one.label}
                placeholder={t('admin.any')}
                data={[...one.options]}
                value={chosen[one.name] ?? null}
                onChange={(value) => filter(one.name, value)}
                clearButtonProps={{ 'aria-label': t('admin.clear', { filter: one.label }) }}
              />
            ) : (
              <TextInput
                key={one.name}
                size="xs"
                w={one.kind === 'date' || one.kind === 'month' ? 160 : 260}
                maw="100%"
                type={one.kind ?? 'text'}
                label={one.label}
                defaultValue={chosen[one.name] ?? ''}
                onChange={(event) => typed(one.name, event.currentTarget.value.trim())}
              />
            ),
          )}
        </Group>
      )}
      {list.isError && <Failure failure={list.error} retry={list.refetch} />}
      {list.isPending && <Loading />}
      {list.data && items.length === 0 && <Text className="quiet">{t('admin.none')}</Text>}
      {items.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing="sm" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  <Table.Th key={index}>{column.title || <span className="visually-hidden">{t('admin.actions')}</span>}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={keyOf(item)}>
                  {columns.map((column, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                    <Table.Td key={index} style={{ overflowWrap: 'anywhere' }}>
                      {column.cell(item)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {list.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </Group>
      )}
    </>
  );
}
