package org.charthouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobGraphTest {

    @Test
    void aWaveReadsOnlyWhatEarlierWavesOrStagesWrite() {
        JobGraph graph = new JobGraph(List.of(
                TinyJob.named("core.c").reads("core.b"),
                TinyJob.named("core.b").reads("core.a"),
                TinyJob.named("core.a").reads("fhir.x"),
                TinyJob.named("core.d").reads("fhir.x")));
        assertThat(graph.waves(Stage.FLATTEN).stream().map(JobGraphTest::names))
                .containsExactly("core.a core.d", "core.b", "core.c");
        assertThat(graph.waves(Stage.BUILD)).isEmpty();
    }

    @Test
    void aJobMayReadWhatItWritesItself() {
        JobGraph graph = new JobGraph(List.of(TinyJob.named("core.a").reads("core.a")));
        assertThat(graph.waves(Stage.FLATTEN)).hasSize(1);
    }

    @Test
    void twoWritersOfOneTableAreADefect() {
        List<Job> jobs =
                List.of(TinyJob.named("core.a"), TinyJob.named("core.b").writes("core.a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobGraph(jobs))
                .withMessage("two jobs write core.a");
    }

    @Test
    void jobsThatWaitForOneAnotherAreADefect() {
        JobGraph graph = new JobGraph(List.of(
                TinyJob.named("core.a").reads("core.b"),
                TinyJob.named("core.b").reads("core.a"),
                TinyJob.named("core.c")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.waves(Stage.FLATTEN))
                .withMessage("jobs wait for one another: [core.a, core.b]");
    }

    private static String names(List<Job> wave) {
        return String.join(
                " ",
                Stream.ofNullable(wave).flatMap(List::stream).map(Job::name).toList());
    }
}
