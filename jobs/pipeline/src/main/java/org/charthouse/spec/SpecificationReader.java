package org.charthouse.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;

/** Finds and reads all files, then has them checked against one another. */
final class SpecificationReader {

    private final Path conf;
    private final Path schemas;
    private final Problems problems = new Problems();
    private final Places places = new Places();

    SpecificationReader(Path conf, Path schemas) {
        this.conf = conf;
        this.schemas = schemas;
    }

    Specifications read(BiConsumer<Specifications, Problems> further) {
        SortedMap<TableName, TableContract> contracts =
                all(schemas.resolve("tables"), ".yaml", ContractReader::read, TableContract::table);
        SortedMap<String, TableContract> extracts = all(
                schemas.resolve("extract"),
                ".yaml",
                ContractReader::read,
                each -> each.table().name());
        Specifications read = new Specifications(
                one(conf.resolve("charthouse.yaml"), HouseSpec::read),
                all(conf.resolve("feeds"), ".yaml", FeedSpec::read, FeedSpec::feed),
                extracts,
                all(schemas.resolve("fhir"), ".yaml", ElementList::read, ElementList::resource),
                all(
                        conf.resolve("mappings"),
                        ".yaml",
                        file -> MappingSpec.read(file, sqlBeside(file)),
                        MappingSpec::name),
                all(conf.resolve("corrections"), ".yaml", CorrectionSpec::read, CorrectionSpec::correction),
                contracts,
                paths(schemas.resolve("views"), ".json", name -> name),
                references(),
                one(conf.resolve("identity/default.yaml"), LinkSpec::read),
                one(conf.resolve("identity/words.yaml"), IdentityWords::read),
                one(conf.resolve("identity/golden_record.yaml"), GoldenSpec::read),
                conf.resolve("identity/patient.json"),
                all(conf.resolve("marts"), ".yaml", this::mart, MartSpec::table),
                all(conf.resolve("rules"), ".yaml", RuleSheet::read, RuleSheet::table),
                all(conf.resolve("gate"), ".yaml", GateSpec::read, GateSpec::rule),
                all(conf.resolve("reports"), ".yaml", ReportSpec::read, ReportSpec::report),
                terminology(),
                all(
                        conf.resolve("codes"),
                        ".yaml",
                        file -> CodeListSpec.read(file, conf.resolve("codes")),
                        CodeListSpec::list),
                measures());
        new CrossChecks(read, places, problems).run();
        new NameChecks(read, places, problems).run();
        new FeedChecks(read, places, problems).run();
        further.accept(read, problems);
        problems.throwIfAny();
        return read;
    }

    private MartSpec mart(Section file) {
        Path cases = path(file.file().replaceFirst("\\.yaml$", ".cases.yaml"));
        List<MartSpec.Case> read = List.of();
        if (Files.exists(cases)) {
            read = YamlFile.read(cases, shown(cases), problems)
                    .map(CaseReader::read)
                    .orElse(List.of());
        }
        if (read.isEmpty()) {
            problems.add(
                    "No worked cases",
                    Place.of(shown(cases)),
                    "a mart without given and expected rows cannot be trusted",
                    "write at least one case");
        }
        return MartSpec.read(file, sqlBeside(file), read);
    }

    private Optional<MeasuresSpec> measures() {
        Path folder = conf.resolve("measures");
        Path file = folder.resolve(MeasuresSpec.FILE);
        return Files.exists(file)
                ? YamlFile.read(file, shown(file), problems).map(section -> MeasuresSpec.read(section, folder))
                : Optional.empty();
    }

    private String sqlBeside(Section file) {
        Path sql = path(file.file().replaceFirst("\\.yaml$", ".sql"));
        try {
            return Files.readString(sql);
        } catch (IOException e) {
            problems.add(
                    "No query",
                    Place.of(shown(sql)),
                    "it cannot be read beside " + file.file(),
                    "write the query into that file");
            return "";
        }
    }

    private <T> T one(Path file, Function<Section, T> reader) {
        T read = YamlFile.read(file, shown(file), problems)
                .map(section -> placed(section, reader))
                .orElse(null);
        if (read == null) {
            problems.throwIfAny();
            throw new IllegalStateException("no problem told for " + shown(file));
        }
        return read;
    }

    private <T> T placed(Section section, Function<Section, T> reader) {
        T read = reader.apply(section);
        places.put(read, section);
        return read;
    }

    private <K extends Comparable<K>, T> SortedMap<K, T> all(
            Path folder, String ending, Function<Section, T> reader, Function<T, K> key) {
        SortedMap<K, T> found = new TreeMap<>();
        for (Path file : files(folder, ending)) {
            YamlFile.read(file, shown(file), problems).ifPresent(section -> {
                T read = placed(section, reader);
                if (found.put(key.apply(read), read) != null) {
                    problems.add(
                            "Defined twice: " + key.apply(read),
                            Place.of(shown(file)),
                            "another file in the folder defines the same",
                            "rename or remove one");
                }
            });
        }
        return found;
    }

    private <K extends Comparable<K>> SortedMap<K, Path> paths(Path folder, String ending, Function<String, K> key) {
        SortedMap<K, Path> found = new TreeMap<>();
        for (Path file : files(folder, ending)) {
            String name = String.valueOf(file.getFileName());
            found.put(key.apply(name.substring(0, name.length() - ending.length())), file);
        }
        return found;
    }

    /** Tables of codes lie in the folder itself. */
    private SortedMap<TableName, Path> references() {
        SortedMap<TableName, Path> tables =
                paths(conf.resolve("terminology"), ".csv", name -> new TableName("core", name));
        tables.values().removeIf(file -> !conf.resolve("terminology").equals(file.getParent()));
        return tables;
    }

    /** Lists that normalise lie in folders below it. */
    private SortedMap<String, Path> terminology() {
        Path folder = conf.resolve("terminology");
        SortedMap<String, Path> lists = new TreeMap<>();
        files(folder, ".csv").stream()
                .filter(file -> !folder.equals(file.getParent()))
                .forEach(file -> lists.put(folder.relativize(file).toString(), file));
        return lists;
    }

    private List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().endsWith(".cases.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(
                    "Cannot list the folder",
                    Place.of(shown(folder)),
                    String.valueOf(e.getMessage()),
                    "check its rights");
            return List.of();
        }
    }

    private String shown(Path file) {
        for (Path root : List.of(conf, schemas)) {
            if (file.startsWith(root)) {
                return root.getFileName() + "/" + root.relativize(file);
            }
        }
        return file.toString();
    }

    private Path path(String shown) {
        Path root = shown.startsWith(conf.getFileName() + "/") ? conf : schemas;
        return root.resolveSibling(shown);
    }
}
