package org.charthouse.terminology.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.charthouse.error.Problems;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.CodeListSpec.Edition;
import org.charthouse.terminology.CodeNormalizer;

/** The lists of codes of a house, each read from its files when it is first asked for. */
public final class CodeLists {

    private final SortedMap<String, CodeListSpec> specs;
    private final CodeNormalizer forms;
    private final boolean areExamples;
    private final Map<String, CodeList> lists = new TreeMap<>();

    /**
     * Lists that are not read yet.
     *
     * @param forms of codes
     */
    public CodeLists(SortedMap<String, CodeListSpec> specs, CodeNormalizer forms) {
        this(specs, forms, false);
    }

    private CodeLists(SortedMap<String, CodeListSpec> specs, CodeNormalizer forms, boolean areExamples) {
        this.specs = specs;
        this.forms = forms;
        this.areExamples = areExamples;
    }

    /** The same lists with the codes that they give as examples, by which worked rows of rules are judged. */
    public static CodeLists ofExamples(SortedMap<String, CodeListSpec> specs, CodeNormalizer forms) {
        return new CodeLists(specs, forms, true);
    }

    /** Notes layouts that do not fit their own fields, and files that are not there or are others than those that are stated. */
    public void checkFiles(Problems problems) {
        specs.values()
                .forEach(spec -> spec.layouts().values().stream()
                        .filter(layout -> !layout.fieldNames().isEmpty())
                        .forEach(layout -> LayoutColumns.of(layout, layout.fieldNames(), problems)));
        specs.values()
                .forEach(spec -> spec.editions()
                        .forEach(edition -> edition.files()
                                .forEach(source ->
                                        new EditionReader(spec, edition, form(spec), problems).isAsStated(source))));
    }

    /** Notes whatever is wrong with the files of all lists; all of them are read. */
    public void check(Problems problems) {
        specs.values().forEach(spec -> spec.editions().forEach(edition -> read(spec, edition, problems)));
    }

    /** The lists as they are described, by name. */
    public SortedMap<String, CodeListSpec> specs() {
        return specs;
    }

    /** All that the answers follow from, as text. */
    public String definition() {
        return specs.values().stream().map(CodeListSpec::definition).toList().toString();
    }

    /**
     * The codes of a list, of all editions.
     *
     * @throws org.charthouse.error.UserError if a file cannot be used
     */
    public List<ListedCode> codes(String list) {
        CodeListSpec spec = Objects.requireNonNull(specs.get(list));
        Problems problems = new Problems();
        List<ListedCode> all = new ArrayList<>();
        spec.editions().forEach(edition -> all.addAll(read(spec, edition, problems)));
        problems.throwIfAny();
        return all;
    }

    /** A list, to be asked; empty where none is called so. */
    public synchronized Optional<CodeList> list(String name) {
        return Optional.ofNullable(specs.get(name)).map(spec -> lists.computeIfAbsent(name, any -> made(spec)));
    }

    /** The checksum of a file, as editions state it. */
    public String checksum(Path file) {
        try {
            return CodeFile.sha256(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CodeList made(CodeListSpec spec) {
        return areExamples ? CodeList.ofExamples(spec, ExampleCodes.of(spec)) : new CodeList(spec, codes(spec.list()));
    }

    /** The codes of an edition that need not be one of the list's. */
    public Set<ListedCode> read(CodeListSpec spec, Edition edition, Problems problems) {
        return edition.files().isEmpty()
                ? new LinkedHashSet<>()
                : new EditionReader(spec, edition, form(spec), problems).codes();
    }

    private Function<String, Optional<String>> form(CodeListSpec spec) {
        return code -> Optional.ofNullable(forms.form(spec.system(), code));
    }
}
