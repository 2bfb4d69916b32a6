import { Button, Popover, Textarea } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionKey } from '../hotkeys/Key';
import { useActions } from '../hotkeys/useHotkeys';
import { useComment } from './comment';

const LENGTH_MAX = 2000;

/** Words for whoever reviews the answer: they go with it. */
export function CommentButton({ assignmentId }: { assignmentId: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { comment, setComment } = useComment(assignmentId);
  useActions({ comment: () => setOpen(!isOpen) });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top" width={320} trapFocus withArrow>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconMessage size={16} />}
          rightSection={<ActionKey action="comment" />}
          onClick={() => setOpen(!isOpen)}
        >
          {t(comment.trim() ? 'work.commented' : 'work.comment')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          data-autofocus
          label={t('work.commentFor')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LENGTH_MAX}
          dir="auto"
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
