import { Group, Text } from '@mantine/core';

export function Logo({ size = 28 }: { size?: number }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <img src="/app/icon.svg" width={size} height={size} alt="" />
      <Text fw={700} size={size > 32 ? 'xl' : 'md'} component="span">
        Hitl
      </Text>
    </Group>
  );
}
