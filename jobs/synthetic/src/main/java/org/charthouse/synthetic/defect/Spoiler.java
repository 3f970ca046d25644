package org.charthouse.synthetic.defect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charthouse.synthetic.defect.SpoilPlan.Fitting;
import org.charthouse.synthetic.source.Draw;
import org.charthouse.synthetic.source.LineFile;

/** Copies good files into the landing directory of a facility and plants defects on the way. */
public final class Spoiler<R> {

    private final RecordFormat<R> format;
    private final String facility;
    private final DefectShares shares;
    private final Draw draw;
    private final Truth truth;
    private int garbageTurn;

    private Spoiler(RecordFormat<R> format, String facility, DefectShares shares, Draw draw, Truth truth) {
        this.format = format;
        this.facility = facility;
        this.shares = shares;
        this.draw = draw;
        this.truth = truth;
    }

    /** For the CSV extract of a facility. */
    public static Spoiler<?> csv(String facility, Adults adults, DefectShares shares, Draw draw, Truth truth) {
        return new Spoiler<>(new CsvFormat(adults), facility, shares, draw, truth);
    }

    /** For the FHIR bulk data of a facility. */
    public static Spoiler<?> ndjson(String facility, Adults adults, DefectShares shares, Draw draw, Truth truth) {
        return new Spoiler<>(new NdjsonFormat(adults), facility, shares, draw, truth);
    }

    /** Delivers one good file; the copy has the same name. */
    public void deliver(Path good, Path landing, Spared spared) {
        String file = good.getFileName().toString();
        Selection selection = new Selection(draw, facility, file);
        SpoilPlan<R> plan = SpoilPlan.choose(fitting(good, spared), shares, format, selection);
        try (BufferedReader lines = Files.newBufferedReader(good, StandardCharsets.UTF_8);
                LineFile out = new LineFile(landing.resolve(file))) {
            String header = format.hasHeader() ? nextLine(lines) : "";
            if (format.hasHeader()) {
                out.write(header);
            }
            new Copy(plan, file, header, out, spared).run(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fitting<R> fitting(Path good, Spared spared) {
        String table = good.getFileName().toString().replaceFirst("\\..*$", "");
        Map<Alteration<R>, List<Integer>> fitting = new LinkedHashMap<>();
        format.alterations().stream()
                .filter(alteration -> alteration.place().file().equals(table))
                .forEach(alteration -> fitting.put(alteration, new ArrayList<>()));
        Set<Integer> untouchable = new HashSet<>();
        int total = 0;
        try (BufferedReader lines = Files.newBufferedReader(good, StandardCharsets.UTF_8)) {
            String header = format.hasHeader() ? nextLine(lines) : "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int number = total++;
                if (fitting.isEmpty() && spared.isEmpty()) {
                    continue;
                }
                R row = format.parse(header, line);
                if (spared.includes(format.id(row))) {
                    untouchable.add(number);
                    continue;
                }
                fitting.forEach((alteration, numbers) -> {
                    if (alteration.fits().test(row)) {
                        numbers.add(number);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Fitting<>(total, fitting, untouchable);
    }

    private static String nextLine(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return line == null ? "" : line;
    }

    /** The second pass over one file. */
    private final class Copy {

        private final SpoilPlan<R> plan;
        private final String file;
        private final String header;
        private final LineFile out;
        private final Spared spared;
        private final Map<Integer, String> kept = new HashMap<>();
        private int malformed;
        private int duplicates;

        Copy(SpoilPlan<R> plan, String file, String header, LineFile out, Spared spared) {
            this.plan = plan;
            this.file = file;
            this.header = header;
            this.out = out;
            this.spared = spared;
        }

        void run(BufferedReader lines) throws IOException {
            var garbage = plan.garbageAfter().iterator();
            int nextGarbage = garbage.hasNext() ? garbage.next() : -1;
            plan.copiesAfter().values().forEach(copied -> copied.forEach(line -> kept.put(line, "")));
            for (int i = 0; i < plan.good(); i++) {
                String line = nextLine(lines);
                good(i, line);
                copies(i);
                if (i == nextGarbage) {
                    garbage(line);
                    nextGarbage = garbage.hasNext() ? garbage.next() : -1;
                }
            }
            int written = plan.good() + malformed + duplicates;
            truth.add("file", List.of(facility, file, written, plan.good(), malformed, duplicates));
        }

        private void good(int number, String line) {
            Alteration<R> alteration = plan.alterations().get(number);
            if (alteration == null) {
                kept.computeIfPresent(number, (key, text) -> line);
                report(line, out.write(line));
                return;
            }
            R row = format.parse(header, line);
            alteration.spoil().accept(row);
            planted(
                    alteration.place().section().replace('-', '_'),
                    out.write(format.text(row)),
                    List.of(
                            format.id(row),
                            alteration.element(),
                            alteration.place().kind()));
        }

        private void report(String line, int number) {
            if (!spared.isEmpty()) {
                String id = format.id(format.parse(header, line));
                if (spared.includes(id)) {
                    spared.delivered().accept(id, number);
                }
            }
        }

        private void copies(int number) {
            for (int original : plan.copiesAfter().getOrDefault(number, List.of())) {
                String line = kept.getOrDefault(original, "");
                String id = format.id(format.parse(header, line));
                planted("duplicate_row", out.write(line), List.of(id, "", "exact-duplicate"));
                duplicates++;
            }
        }

        private void garbage(String template) {
            List<String> kinds = format.garbageKinds();
            String kind = kinds.get(garbageTurn++ % kinds.size());
            malformed++;
            int unusedId = Math.max(plan.good(), spared.highestId()) + malformed;
            String text = format.garbage(kind, format.parse(header, template), unusedId);
            planted("malformed", out.write(text), List.of("", "", kind));
        }

        private void planted(String truthFile, int line, List<String> what) {
            List<Object> cells = new ArrayList<>(List.of(facility, file, line));
            cells.addAll(what);
            truth.add(truthFile, cells);
        }
    }
}
