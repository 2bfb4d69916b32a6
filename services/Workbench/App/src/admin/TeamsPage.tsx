import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../api/work';
import { Failure } from '../shell/Failure';
import { When } from '../shell/When';
import { admin, type Member, type Team } from './api';
import { FormDialog } from './FormDialog';
import { ListPage } from './ListPage';
import { useList } from './useList';

type Dialog = { kind: 'create' } | { kind: 'members' | 'rename' | 'delete'; team: Team } | null;

export default function TeamsPage() {
  const { t } = useTranslation();
  const source = useList<Team>('/teams', ['account_id']);
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  return (
    <>
      <ListPage
        title={t('admin.section.teams')}
        source={source}
        keyOf={(team) => team.id}
        actions={<Button onClick={() => setDialog({ kind: 'create' })}>{t('admin.newTeam')}</Button>}
        columns={[
          { title: t('admin.name'), cell: (team) => team.name },
          { title: t('admin.members'), cell: (team) => team.members },
          { title: t('admin.account'), cell: (team) => team.account_id ?? t('admin.shared') },
          { title: t('admin.created'), cell: (team) => <When at={team.create_date} /> },
          {
            title: '',
            cell: (team) => (
              <Group gap="xs" wrap="nowrap">
                {(['members', 'rename', 'delete'] as const).map((kind) => (
                  <Button key={kind} size="xs" variant="default" onClick={() => setDialog({ kind, team })}>
                    {t(`admin.${kind}`)}
                  </Button>
                ))}
              </Group>
            ),
          },
        ]}
      />
      {dialog?.kind === 'create' && (
        <FormDialog
          title={t('admin.newTeam')}
          action={t('admin.create')}
          onClose={close}
          inputs={[
            { name: 'name', label: t('admin.name'), required: true },
            { name: 'account_id', label: t('admin.accountId'), hint: t('admin.teamAccountHint') },
          ]}
          onSend={async (values) => void (await admin.post('/teams', values))}
        />
      )}
      {dialog?.kind === 'rename' && (
        <FormDialog
          title={dialog.team.name}
          action={t('admin.save')}
          onClose={close}
          inputs={[{ name: 'name', label: t('admin.name'), value: dialog.team.name, required: true }]}
          onSend={async (values) => void (await admin.patch(`/teams/${dialog.team.id}`, values))}
        />
      )}
      {dialog?.kind === 'delete' && (
        <FormDialog
          title={t('admin.deleteTitle', { name: dialog.team.name })}
          action={t('admin.delete')}
          isDangerous
          onClose={close}
          inputs={[]}
          onSend={async () => void (await admin.remove(`/teams/${dialog.team.id}`))}
        />
      )}
      {dialog?.kind === 'members' && <Members team={dialog.team} onClose={close} />}
    </>
  );
}

function Members({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const path = `/teams/${team.id}/members`;
  const members = useQuery({ queryKey: ['admin', path], queryFn: () => admin.get<Page<Member>>(`${path}?limit=1000`) });
  const [email, setEmail] = useState('');
  const [failure, setFailure] = useState<unknown>(null);

  async function act(change: () => Promise<unknown>) {
    setFailure(null);
    try {
      await change();
      setEmail('');
      await queries.invalidateQueries({ queryKey: ['admin'] });
    } catch (problem) {
      setFailure(problem);
    }
  }

  function add(event: FormEvent) {
    event.preventDefault();
    void act(() => admin.post(path, { email: email.trim() }));
  }

  return (
    <Modal opened onClose={onClose} title={team.name} size="lg">
      <Stack>
        {(failure !== null || members.isError) && <Failure failure={failure ?? members.error} />}
        <Group component="form" onSubmit={add} align="end">
          <TextInput
            flex={1}
            type="email"
            required
            withAsterisk={false}
            label={t('session.email')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit">{t('admin.add')}</Button>
        </Group>
        {members.data?.items.map((member) => (
          <Group key={member.annotator_id} justify="space-between">
            <Text size="sm">
              {member.name} <span className="quiet">{member.email}</span>
            </Text>
            <ActionIcon
              variant="subtle"
              aria-label={t('admin.removeMember', { name: member.name })}
              onClick={() => void act(() => admin.remove(`${path}/${member.annotator_id}`))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
