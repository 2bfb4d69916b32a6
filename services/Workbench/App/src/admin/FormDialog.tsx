import { Alert, Button, Group, Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';
import { wordsFor } from '../shell/Failure';
import { TypeToConfirm } from './operations/TypeToConfirm';

export interface Input {
  name: string;
  label: string;
  kind?: 'text' | 'long' | 'number' | 'password' | 'email' | 'choice';
  options?: readonly { value: string; label: string }[];
  value?: string | number | null;
  required?: boolean;
  hint?: string;
}

interface Props {
  title: string;
  hint?: ReactNode;
  inputs: Input[];
  action: string;
  isDangerous?: boolean;
  /** Must be typed before it is sent. */
  confirm?: string;
  onClose: () => void;
  /** What it gives is shown instead of the form, where there is something to show. */
  onSend: (values: Record<string, string | number>) => Promise<ReactNode | undefined>;
}

/** A small form in a dialog, with the server's faults at their inputs. */
export function FormDialog({ title, hint, inputs, action, isDangerous, confirm, onClose, onSend }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [values, setValues] = useState<Record<string, string | number>>(() =>
    Object.fromEntries(inputs.flatMap(({ name, value }) => (value === undefined || value === null ? [] : [[name, value]]))),
  );
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState('');
  const [outcome, setOutcome] = useState<ReactNode>(null);
  const errors = failure instanceof Problem ? failure.errors : {};

  function set(name: string, value: string | number) {
    setValues((now) => {
      const { [name]: _, ...others } = now;
      return value === '' ? others : { ...others, [name]: value };
    });
  }

  async function send(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      const shown = await onSend(values);
      await queries.invalidateQueries({ queryKey: ['admin'] });
      if (shown) setOutcome(shown);
      else onClose();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  }

  if (outcome)
    return (
      <Modal
        opened
        onClose={onClose}
        title={title}
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
        centered
        size="lg"
      >
        {outcome}
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form onSubmit={send}>
        <Stack gap="sm">
          {hint && (
            <Text size="sm" className="quiet">
              {hint}
            </Text>
          )}
          {failure !== null && (
            <Alert color="red" variant="outline" role="alert">
              {wordsFor(failure, t('session.unreachable'))}
            </Alert>
          )}
          {inputs.map((input) => (
            <OneInput
              key={input.name}
              input={input}
              value={values[input.name]}
              error={errors[input.name]?.join(' ')}
              onChange={(value) => set(input.name, value)}
            />
          ))}
          {confirm !== undefined && <TypeToConfirm word={confirm} value={typed} onChange={setTyped} />}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={confirm !== undefined && typed.trim() !== confirm}
              color={isDangerous ? 'red.9' : undefined}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface OneInputProps {
  input: Input;
  value: string | number | undefined;
  error: string | undefined;
  onChange: (value: string | number) => void;
}

function OneInput({ input, value, error, onChange }: OneInputProps) {
  const shared = { label: input.label, description: input.hint, error, required: input.required, withAsterisk: false };
  switch (input.kind ?? 'text') {
    case 'choice':
      return (
        <Select
          {...shared}
          data={[...(input.options ?? [])]}
          value={value === undefined ? null : String(value)}
          allowDeselect={!input.required}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
    case 'number':
      return <NumberInput {...shared} value={value ?? ''} onChange={onChange} />;
    case 'long':
      return <Textarea {...shared} autosize minRows={3} value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value)} />;
    default:
      return (
        <TextInput
          {...shared}
          type={input.kind === 'email' || input.kind === 'password' ? input.kind : 'text'}
          autoComplete={input.kind === 'password' ? 'new-password' : 'off'}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
