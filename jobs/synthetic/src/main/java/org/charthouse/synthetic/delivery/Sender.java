package org.charthouse.synthetic.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charthouse.synthetic.delivery.Act.Form;
import org.charthouse.synthetic.delivery.Ledger.Place;
import org.charthouse.synthetic.delivery.Ledger.Told;
import org.charthouse.synthetic.source.Draw;

/** Writes all that becomes of the records of one good file, and what was deleted. */
final class Sender<R> {

    private static final String FLAG = ",is_deleted";
    private static final Duration STALE_BY = Duration.ofDays(30);
    private static final double SHARE_FALSE = 0.5;

    private final SourceFormat<R> format;
    private final Plan plan;
    private final Routes routes;
    private final Ledger ledger;
    private final Draw draw;
    private final Map<Slot, Bundles> bundles = new EnumMap<>(Slot.class);
    private final Map<Key, Instant> firstTimes = new HashMap<>();

    Sender(SourceFormat<R> format, Plan plan, Routes routes, Ledger ledger, Draw draw) {
        this.format = format;
        this.plan = plan;
        this.routes = routes;
        this.ledger = ledger;
        this.draw = draw;
    }

    /** The version time of a record of the first delivery that something was decided about. */
    Instant firstTime(Key key) {
        return firstTimes.getOrDefault(key, routes.schedule().start(1));
    }

    void send(RecordFile good) {
        new Copy(good).run();
    }

    /** Writes the deletions that are not lines of other files. */
    void sendDeletions() {
        bundles.forEach((slot, deletions) -> {
            try (SlotFile out = new SlotFile(routes, slot, "deleted.ndjson", "")) {
                deletions.write(out, ledger, format);
                ledger.arrives(slot.step(), out.path());
            }
        });
    }

    private Version version(Act act, Key key, R row) {
        Instant time = act.version() == 0
                ? format.time(row).orElse(routes.schedule().start(1)).minus(STALE_BY)
                : routes.schedule()
                        .within(act.week(), act.version(), draw, plan.lot(key).root());
        return new Version(act.version(), time);
    }

    /** One good file and the files that come of it. */
    private final class Copy {

        private final RecordFile good;
        private final Map<Slot, SlotFile> files = new EnumMap<>(Slot.class);
        private final SlotFile deletedInSecond;
        private final boolean flagsThird;

        Copy(RecordFile good) {
            this.good = good;
            this.flagsThird = !good.header().isEmpty() && plan.deletes(good.kind(), Slot.THIRD);
            for (Slot slot : Slot.values()) {
                String part = slot == Slot.LATE ? ".late" : "";
                String header = isFlagged(slot) ? good.header() + FLAG : good.header();
                files.put(slot, new SlotFile(routes, slot, name(part), header));
            }
            deletedInSecond = new SlotFile(routes, Slot.SECOND, name(".deleted"), good.header() + FLAG);
        }

        void run() {
            good.each(line -> {
                Key key = format.entry(good.kind(), format.parse(good.header(), line))
                        .key();
                for (Slot slot : Slot.values()) {
                    if (routes.isOpen(slot)) {
                        say(slot, key, line);
                    }
                }
            });
            files.forEach(this::finish);
            finish(Slot.SECOND, deletedInSecond);
            wholeFiles();
        }

        private void say(Slot slot, Key key, String line) {
            Act act = plan.act(key, slot);
            switch (act.form()) {
                case ABSENT -> {}
                case DELETED -> delete(slot, key, line, act);
                case AS_IS -> write(slot, key, line, act);
                default -> write(slot, key, revised(act, key, line), act);
            }
        }

        private String revised(Act act, Key key, String line) {
            R row = format.parse(good.header(), line);
            Version version = version(act, key, row);
            if (act.form() == Form.CORRECTED) {
                format.correct(good.kind(), row, version);
            } else if (act.form() == Form.MOVED) {
                format.move(row, plan.lot(key).other());
            }
            format.stamp(row, version);
            return format.text(row);
        }

        private void write(Slot slot, Key key, String line, Act act) {
            String flag = isFlagged(slot) ? draw.happens(SHARE_FALSE, "flag", key) ? ",false" : "," : "";
            Place place = file(slot).write(line + flag);
            if (!plan.isDecided(key)) {
                return;
            }
            Instant time = format.time(format.parse(good.header(), line))
                    .orElse(routes.schedule().start(slot.delivery()));
            if (slot == Slot.FIRST) {
                firstTimes.put(key, time);
            } else {
                ledger.tell(key, new Told(time, place, true), act.pattern());
            }
        }

        private void delete(Slot slot, Key key, String line, Act act) {
            R row = format.parse(good.header(), line);
            Version version = version(act, key, row);
            Optional<String> deletion = format.deletion(row, version);
            if (deletion.isEmpty()) {
                Key root = plan.lot(key).root();
                bundles.computeIfAbsent(slot, each -> new Bundles()).add(root, key, version.time());
                return;
            }
            SlotFile out = slot == Slot.SECOND ? deletedInSecond : file(slot);
            Place place = out.write(deletion.get() + ",true");
            ledger.tell(key, new Told(version.time(), place, false), "deletion");
        }

        private void finish(Slot slot, SlotFile file) {
            file.close();
            if (file.exists()) {
                ledger.arrives(slot.step(), file.path());
                if (file != deletedInSecond && slot.delivery() > 1 && format.isFull(slot)) {
                    boolean thin = slot == Slot.THIRD && good.kind().equals(format.thinKind());
                    ledger.plant(thin ? "tenth" : "full", file.path());
                }
            }
        }

        private void wholeFiles() {
            if (!routes.isOpen(Slot.THIRD)) {
                return;
            }
            SlotFile third = file(Slot.THIRD);
            if (good.kind().equals(format.silentKind())) {
                ledger.plant("silent-kind", third.path());
            }
            if (good.kind().equals(format.doubledKind()) && third.exists()) {
                copy(third);
            }
        }

        /** The copy never wins: its path comes before that of the file in string order. */
        private void copy(SlotFile third) {
            String name = name(".copy");
            try {
                Files.copy(third.file(), routes.file(Slot.THIRD, name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String path = routes.path(Slot.THIRD, name);
            ledger.arrives(Slot.THIRD.step(), path);
            ledger.plant("same-file", path);
        }

        private String name(String part) {
            return good.kind() + part + format.ending();
        }

        private SlotFile file(Slot slot) {
            return Objects.requireNonNull(files.get(slot), "slot");
        }

        /** A flag is a column, so it needs a header; it is there only if the file deletes something. */
        private boolean isFlagged(Slot slot) {
            return flagsThird && slot == Slot.THIRD;
        }
    }
}
