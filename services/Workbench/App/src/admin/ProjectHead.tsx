import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Project } from './api';
import { NameLink, useNames } from './names';
import { Status } from './Status';

/** Which project a page is about, and whose it is. */
export function ProjectHead({ project, children }: { project: Project; children?: ReactNode }) {
  const accounts = useNames('accounts', [project.account_id]);
  return (
    <Group justify="space-between" align="start">
      <div>
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {project.name}
        </Title>
        <Group gap="sm" mt={4}>
          <Status value={project.status} />
          <NameLink kind="accounts" id={project.account_id} names={accounts} />
          <Text className="quiet" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {project.id}
          </Text>
        </Group>
      </div>
      <Group gap="sm">{children}</Group>
    </Group>
  );
}
