package org.charthouse.synthetic.delivery;

import java.nio.file.Path;
import java.util.List;
import org.charthouse.synthetic.defect.Spared;
import org.charthouse.synthetic.defect.Truth;
import org.charthouse.synthetic.delivery.Ledger.Place;
import org.charthouse.synthetic.delivery.Ledger.Told;
import org.charthouse.synthetic.source.Draw;

/**
 * Makes several deliveries of the good files of one facility. The later ones go to landing as they are; the first goes
 * to a directory of its own, to be delivered with defects that spare the records of which more is to come.
 *
 * @param <R> the form of a record
 */
public final class Redelivery<R> {

    private final SourceFormat<R> format;
    private final List<RecordFile> files;
    private final Routes routes;
    private final Plan plan;
    private final Ledger ledger;
    private final Sender<R> sender;

    private Redelivery(SourceFormat<R> format, Path good, Routes routes, Draw draw) {
        this.format = format;
        this.files = RecordFile.in(good, format);
        this.routes = routes;
        this.plan = Planner.plan(format, Holdings.read(files, format), draw);
        this.ledger = new Ledger(routes.source());
        this.sender = new Sender<>(format, plan, routes, ledger, draw);
    }

    /** For the good files of a CSV extract. */
    public static Redelivery<?> csv(Path good, Routes routes, Draw draw) {
        return new Redelivery<>(new CsvSource(draw), good, routes, draw);
    }

    /** For the good files of FHIR bulk data. */
    public static Redelivery<?> ndjson(Path good, Routes routes, Draw draw) {
        return new Redelivery<>(new FhirSource(), good, routes, draw);
    }

    /** Writes all deliveries. */
    public void write() {
        files.forEach(sender::send);
        sender.sendDeletions();
    }

    /** The records of a file of the first delivery that defects must spare; reports where they stand. */
    public Spared spared(Path first) {
        String name = first.getFileName().toString();
        RecordFile file = files.stream()
                .filter(each -> each.path().getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow();
        String path = routes.path(Slot.FIRST, name);
        return new Spared(plan.decided(file.kind()), file.count(), (id, line) -> {
            Key key = new Key(file.kind(), id);
            Place place = new Place(routes.schedule().date(1), path, line);
            ledger.tell(key, new Told(sender.firstTime(key), place, true), "");
        });
    }

    /** What the first delivery lacks. */
    public HeldBack heldBack() {
        return new HeldBack(plan.heldBack(format.kind(Role.PATIENT)), plan.heldBack(format.kind(Role.ENCOUNTER)));
    }

    /** Writes the truth, once all that is spared has been reported. */
    public void tell(Truth truth) {
        ledger.write(truth, format);
    }
}
