package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.FullDisk;
import org.charthouse.error.ExitCode;
import org.charthouse.error.UserError;
import org.charthouse.lake.Failpoints;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.PublishedManifest;
import org.charthouse.lake.upkeep.Maintenance;
import org.charthouse.pipeline.RunReport;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run that stops anywhere, and is started again, ends like one that was left alone. */
@Tag("endurance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptionTest {

    private static final Set<String> ZONES = Set.of("raw", "fhir", "identity", "core", "dq", "mart");

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private static final String FIRST = "2026-01-31";

    private final Set<String> moments = new LinkedHashSet<>();
    private Set<String> momentsOfFirst = Set.of();
    private SortedMap<String, String> undisturbed = new TreeMap<>();
    private SortedMap<String, String> undisturbedLater = new TreeMap<>();

    /** A first delivery makes the tables; two later ones change what is there, which takes other ways to write. */
    @BeforeAll
    void runUndisturbed() {
        House house = house("undisturbed");
        Failpoints.listen(moment -> {
            synchronized (moments) {
                moments.add(moment);
            }
        });
        Houses.run(house);
        undisturbed = Houses.hashes(house, ZONES);
        momentsOfFirst = Set.copyOf(moments);
        deliverLater(house);
        Houses.run(house);
        Failpoints.reset();
        undisturbedLater = Houses.hashes(house, ZONES);
        assertThat(moments).hasSizeGreaterThan(80);
    }

    private static House house(String name) {
        House house = House.open(Houses.INSTALL, folder.resolve(name));
        deliver(house, true);
        return house;
    }

    private static void deliverLater(House house) {
        deliver(house, false);
    }

    private static void deliver(House house, boolean first) {
        Path landing = Houses.deliveries().resolve("landing");
        for (CSVRecord file : Houses.truth(Houses.deliveries(), "arrival")) {
            Path path = Path.of(file.get("path"));
            if (path.getName(1).toString().equals(FIRST) == first) {
                Houses.copy(landing.resolve(path), house.landing().resolve(path));
            }
        }
    }

    @AfterEach
    void workNormally() {
        Failpoints.reset();
        FullDisk.leave(Long.MAX_VALUE);
    }

    /**
     * Each start goes on where the last one was halted, as far as a moment at which none was halted yet. Of what later
     * deliveries do to tables of one zone in the same way, one table is tried.
     */
    @Test
    void haltedAtEveryFailpointInTurnItEndsTheSame() throws IOException {
        House house = house("halted");
        Set<String> tried = new LinkedHashSet<>();
        haltInTurn(tried, house, moment -> moment);
        assertThat(Houses.hashes(house, ZONES)).isEqualTo(undisturbed);
        assertThat(tried).containsAll(momentsOfFirst);
        deliverLater(house);
        haltInTurn(tried, house, InterruptionTest::kind);
        assertThat(Houses.hashes(house, ZONES)).isEqualTo(undisturbedLater);
        tried.forEach(moment -> System.out.println("halted " + moment));
        assertThat(kinds(tried)).containsAll(kinds(moments));
        assertThat(orphans(house)).as("files that no kept state names").isEmpty();
    }

    /** {@code after fhir.patient merge} is of the kind {@code after fhir merge}. */
    private static String kind(String moment) {
        return moment.replaceFirst("\\.\\w+", "");
    }

    private static Set<String> kinds(Set<String> moments) {
        return moments.stream().map(InterruptionTest::kind).collect(Collectors.toSet());
    }

    private static void haltInTurn(Set<String> tried, House house, UnaryOperator<String> kind) {
        boolean isDone = false;
        Set<String> kinds = new HashSet<>();
        tried.forEach(moment -> kinds.add(kind.apply(moment)));
        while (!isDone) {
            int before = tried.size();
            isDone = runUntilNew(moment -> kinds.add(kind.apply(moment)) && tried.add(moment), house);
            assertThat(isDone || tried.size() > before)
                    .as("each halted start comes to a new moment")
                    .isTrue();
        }
        Failpoints.reset();
    }

    private static boolean runUntilNew(Predicate<String> isNew, House house) {
        AtomicBoolean isHalted = new AtomicBoolean();
        Failpoints.listen(moment -> {
            synchronized (isNew) {
                if (isHalted.get() || isNew.test(moment)) {
                    isHalted.set(true); // from now on nothing happens any more, in no thread
                    throw new Halted();
                }
            }
        });
        try {
            Houses.run(house);
            return true;
        } catch (RuntimeException e) {
            assertThat(Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause))
                    .as("why the run ended")
                    .hasAtLeastOneElementOfType(Halted.class);
            return false;
        }
    }

    @Test
    void killedAtRandomInstantsItEndsTheSameAndMeanwhileRefusesASecondRun() throws IOException, InterruptedException {
        House house = house("killed");
        Random random = new Random(20261122);
        for (int i = 0; i < 3; i++) {
            Process process = start(house);
            assertThat(await(house, process)).as("the run is at work").isTrue();
            if (i == 0) {
                UserError refused = refusal(house);
                assertThat(refused.exitCode()).isEqualTo(ExitCode.LAKE_LOCKED);
                assertThat(refused).hasMessageContaining("process " + process.pid() + ",");
            }
            int instant = random.nextInt(30_000);
            System.out.println("killed " + instant + " ms after the run took its lock");
            assertThat(process.waitFor(instant, TimeUnit.MILLISECONDS))
                    .as("it has ended before it was killed")
                    .isFalse();
            process.destroyForcibly().waitFor();
        }
        Houses.run(house);
        assertThat(Houses.hashes(house, ZONES)).isEqualTo(undisturbed);
        assertThat(orphans(house)).as("files that no kept state names").isEmpty();
    }

    private static UserError refusal(House house) {
        try {
            Houses.run(house);
        } catch (UserError e) {
            return e;
        }
        throw new AssertionError("two runs at once");
    }

    private static Process start(House house) throws IOException {
        List<String> opens = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g", "-Duser.timezone=UTC"));
        command.addAll(opens);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--home",
                house.home().toString(),
                "--config",
                Houses.INSTALL.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until the run has its lock; whether it is at work then. */
    private static boolean await(House house, Process process) throws InterruptedException {
        Path holder = house.lakePath().resolve("writer.holder");
        for (int i = 0; i < 1200 && process.isAlive(); i++) {
            if (Files.exists(holder) && text(holder).contains("process " + process.pid() + ",")) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFullDiskPublishesNothingAndTheRunGoesOnOnceThereIsRoom() throws IOException {
        House house = house("full");
        for (long bytes : List.of(100_000L, 1_000_000L, 2_000_000L)) {
            FullDisk.leave(bytes);
            assertThatThrownBy(() -> Houses.run(house))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("The disk is full")
                    .hasMessageContaining("goes on where it stopped");
            assertThat(manifest(house)).isEqualTo(Manifest.empty());
        }
        FullDisk.leave(Long.MAX_VALUE);
        RunReport report = Houses.run(house);
        assertThat(report.published()).isTrue();
        assertThat(Houses.hashes(house, ZONES)).isEqualTo(undisturbed);
        assertThat(orphans(house)).as("files that no kept state names").isEmpty();
    }

    private static Manifest manifest(House house) {
        return house.manifests(Houses.lake(house)).latest();
    }

    /** Data files that {@code maintain} leaves though no kept manifest and no latest state has them. */
    private static Set<String> orphans(House house) throws IOException {
        Lake lake = Houses.lake(house);
        ManifestStore manifests = house.manifests(lake);
        new Maintenance(lake, manifests, house.specs().house().upkeep(), house.specs()::knows, house.accessLog(lake))
                .carryOut(Instant.now());
        Set<String> known = new TreeSet<>();
        for (TableName table : lake.tables()) {
            known.addAll(List.of(lake.read(table).inputFiles()));
            for (PublishedManifest kept : manifests.history()) {
                long version = kept.manifest().tables().getOrDefault(table, Lake.ABSENT);
                if (version != Lake.ABSENT) {
                    known.addAll(List.of(lake.read(table, version).inputFiles()));
                }
            }
        }
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(house.lakePath())) {
            files.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !file.toString().contains("_delta_log"))
                    .forEach(file -> found.add(file.toUri().toString().replace("file:///", "file:/")));
        }
        assertThat(found).isNotEmpty();
        found.removeAll(
                known.stream().map(file -> file.replace("file:///", "file:/")).toList());
        return found;
    }

    private static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
