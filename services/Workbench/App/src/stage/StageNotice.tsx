import { Center, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export function StageNotice({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Center h="100%" p="xl" style={{ flexDirection: 'column', gap: '0.75rem' }}>
      <Text ta="center">{text}</Text>
      {children}
    </Center>
  );
}
