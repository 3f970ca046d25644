package org.charthouse.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.charthouse.synthetic.bulk.BulkExport;
import org.charthouse.synthetic.defect.Adults;
import org.charthouse.synthetic.defect.Spared;
import org.charthouse.synthetic.defect.Spoiler;
import org.charthouse.synthetic.defect.Truth;
import org.charthouse.synthetic.delivery.HeldBack;
import org.charthouse.synthetic.delivery.Redelivery;
import org.charthouse.synthetic.delivery.Routes;
import org.charthouse.synthetic.extract.CsvExtract;
import org.charthouse.synthetic.population.Facility;
import org.charthouse.synthetic.population.Population;
import org.charthouse.synthetic.population.Registration;
import org.charthouse.synthetic.source.Draw;
import org.charthouse.synthetic.source.SyntheaRun;

/** From an order to files: simulate, split, write good files, then deliver them with defects. */
final class Generation {

    private final Order order;
    private final Consumer<String> progress;
    private final Path work;
    private final Draw draw;

    Generation(Order order, Consumer<String> progress) {
        this.order = order;
        this.progress = progress;
        this.work = order.out().resolve("work");
        this.draw = new Draw(order.seed());
    }

    /** Writes landing and truth; the work directory with Synthea's output stays only if it is to be kept. */
    void run(boolean keepRaw) {
        SyntheaRun run = new SyntheaRun(
                order.people(), order.seed(), order.schedule().first().minusDays(1), work.resolve("synthea"), false);
        run.execute(progress);
        progress.accept("Writing the extracts");
        Population population = new Population(run, draw, order.shares());
        new CsvExtract(run, population, order.schedule().first(), draw, good(Facility.A)).write();
        new BulkExport(run, population, good(Facility.B)).write();
        try (Truth truth = new Truth(order.out().resolve("truth"))) {
            if (order.schedule().count() > 1) {
                truth.tellDeliveries();
            }
            for (Facility facility : Facility.values()) {
                deliver(facility, population, truth);
            }
        }
        if (!keepRaw) {
            delete(work);
        }
        progress.accept("Done: " + population.people().size() + " people in " + order.out());
    }

    private void deliver(Facility facility, Population population, Truth truth) {
        Spoiler<?> spoiler = spoiler(facility, population, truth);
        HeldBack held = HeldBack.NOTHING;
        if (order.schedule().count() == 1) {
            sorted(good(facility)).forEach(file -> spoiler.deliver(file, landing(facility), Spared.nothing()));
        } else {
            Redelivery<?> redelivery = redelivery(facility);
            redelivery.write();
            sorted(firstGood(facility))
                    .forEach(file -> spoiler.deliver(file, landing(facility), redelivery.spared(file)));
            redelivery.tell(truth);
            held = redelivery.heldBack();
        }
        people(facility, population, truth);
        extract(facility, population, held, truth);
    }

    private Spoiler<?> spoiler(Facility facility, Population population, Truth truth) {
        Adults adults = adults(facility, population);
        String name = facility.directory();
        return facility == Facility.A
                ? Spoiler.csv(name, adults, order.shares(), draw, truth)
                : Spoiler.ndjson(name, adults, order.shares(), draw, truth);
    }

    private Redelivery<?> redelivery(Facility facility) {
        Path landing = order.out().resolve("landing");
        Routes routes = new Routes(facility.directory(), order.schedule(), landing, firstGood(facility));
        return facility == Facility.A
                ? Redelivery.csv(good(facility), routes, draw)
                : Redelivery.ndjson(good(facility), routes, draw);
    }

    private static void people(Facility facility, Population population, Truth truth) {
        population
                .registrations(facility)
                .forEach(registration -> truth.add(
                        "person",
                        List.of(
                                facility.directory(),
                                registration.id(),
                                registration.person().number())));
    }

    /** The size of the first delivery. */
    private static void extract(Facility facility, Population population, HeldBack held, Truth truth) {
        List<Registration> registrations = population.registrations(facility).stream()
                .filter(registration -> !held.patients().contains(Integer.toString(registration.id())))
                .toList();
        long people = registrations.stream()
                .map(registration -> registration.person().number())
                .distinct()
                .count();
        long encounters = population.visits(facility).stream()
                .filter(visit -> !held.encounters().contains(Integer.toString(visit.id())))
                .count();
        truth.add("extract", List.of(facility.directory(), people, registrations.size(), encounters));
    }

    private static Adults adults(Facility facility, Population population) {
        Map<String, String> births = new HashMap<>();
        population
                .registrations(facility)
                .forEach(registration -> births.put(
                        Integer.toString(registration.id()),
                        registration.person().particulars().birthDate()));
        return new Adults(births);
    }

    private Path good(Facility facility) {
        return work.resolve(facility.directory());
    }

    /** Where the good files of the first delivery are if it is not the only one. */
    private Path firstGood(Facility facility) {
        return work.resolve(facility.directory() + "-first");
    }

    private Path landing(Facility facility) {
        return order.out()
                .resolve("landing")
                .resolve(facility.directory())
                .resolve(order.schedule().first().toString());
    }

    private static List<Path> sorted(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a directory with all that is in it; nothing happens if it does not exist. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
