import { Badge, Button, Card, Container, Group, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type WorkProject, work } from '../api/work';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';

/** The API counts so far. */
const WAITING_MAX = 1000;

export default function ProjectsPage() {
  const { t } = useTranslation();
  const projects = useQuery({ queryKey: ['projects'], queryFn: work.projects, refetchInterval: 30_000 });
  if (projects.isPending) return <Loading />;
  const waiting = projects.data?.reduce((sum, project) => sum + project.waiting, 0) ?? 0;

  return (
    <Container size="lg" py="xl">
      <Group justify="space-between" mb="lg" align="end">
        <Stack gap={2}>
          <Title order={1} size="h2">
            {t('projects.title')}
          </Title>
          <Text className="quiet">{t('projects.subtitle')}</Text>
        </Stack>
        {waiting > 0 && (
          <Button component={Link} to="/work" size="md">
            {t('projects.startAny')}
          </Button>
        )}
      </Group>
      {projects.isError && <Failure failure={projects.error} retry={projects.refetch} />}
      {projects.data?.length === 0 && (
        <Card withBorder p="xl" ta="center">
          <Text fw={600}>{t('projects.none')}</Text>
          <Text className="quiet">{t('projects.noneHint')}</Text>
        </Card>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {projects.data?.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </SimpleGrid>
    </Container>
  );
}

function ProjectCard({ project }: { project: WorkProject }) {
  const { t } = useTranslation();
  const total = project.mine_done + project.waiting;
  const share = total === 0 ? 0 : (100 * project.mine_done) / total;
  const waiting = project.waiting >= WAITING_MAX ? `${WAITING_MAX}+` : String(project.waiting);
  return (
    <Card withBorder padding="lg" component="section" aria-label={project.name}>
      <Stack gap="sm" h="100%" justify="space-between">
        <Group justify="space-between" wrap="nowrap" align="start">
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {project.name}
          </Title>
          {project.waiting > 0 && (
            <Badge variant="filled" style={{ flex: 'none' }}>
              {waiting}
            </Badge>
          )}
        </Group>
        <Stack gap={6}>
          <Progress value={share} aria-label={t('projects.progress', { done: project.mine_done, waiting })} />
          <Text size="sm" className="quiet">
            {t('projects.progress', { done: project.mine_done, waiting })}
          </Text>
        </Stack>
        {(project.reviews_waiting ?? 0) > 0 && (
          <Button component={Link} to="/reviews" variant="default" fullWidth>
            {t('projects.review', { count: project.reviews_waiting })}
          </Button>
        )}
        {project.waiting > 0 ? (
          <Button component={Link} to={`/work/${project.id}`} fullWidth>
            {t('projects.start')}
          </Button>
        ) : (
          <Button fullWidth disabled>
            {t('projects.empty')}
          </Button>
        )}
      </Stack>
    </Card>
  );
}
