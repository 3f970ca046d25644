package org.charthouse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "org.charthouse.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.charthouse");

    /** Lowest first; a package may use what stands before it. */
    private static final List<String> FRAME =
            List.of("error", "key", "spec", "lake", "fhir", "terminology", "pipeline", "feed");

    private static final List<String> STAGES =
            List.of("ingest", "conform", "identity", "flatten", "dq", "measure", "mart", "report");

    @TestFactory
    Stream<DynamicTest> aPackageOfTheFrameUsesOnlyWhatStandsBeforeIt() {
        return FRAME.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + name + "..")
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(after(name)))
                                .because(
                                        "packages are stacked " + FRAME + ", stages, app: move what is shared down to '"
                                                + name + "' or hand it in as a parameter")
                                .check(CODE)));
    }

    @TestFactory
    Stream<DynamicTest> stagesNeverUseOneAnother() {
        return STAGES.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + name + "..")
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(othersThan(name)))
                                .because(
                                        "stages talk through tables: read the other stage's table, or move the shared class"
                                                + " to 'pipeline' or below")
                                .allowEmptyShould(true)
                                .check(CODE)));
    }

    @Test
    void onlyTheLakeTouchesDelta() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "lake..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta.."))
                .because("commits are counted and policed in one place: add the way of writing to TableWriter or Lake")
                .check(CODE);
    }

    @Test
    void onlySpecReadsYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "spec..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.yaml.."))
                .because("every file is checked whole, with line numbers: add a record to 'spec' and read it there")
                .check(CODE);
    }

    @Test
    void specAndErrorKnowNothingOfSpark() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "spec..", ROOT + "error..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.spark.."))
                .because("a wrong configuration is told before Spark starts: put what needs Spark into 'lake'")
                .check(CODE);
    }

    @Test
    void packagesDoNotDependOnOneAnotherInACircle() {
        slices().matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .because("each package can be read alone: split out what both need into a package below both")
                .check(CODE);
    }

    private static String[] after(String name) {
        List<String> above = FRAME.subList(FRAME.indexOf(name) + 1, FRAME.size());
        return Stream.of(above, STAGES, List.of("app"))
                .flatMap(List::stream)
                .map(each -> ROOT + each + "..")
                .toArray(String[]::new);
    }

    private static String[] othersThan(String stage) {
        return Stream.concat(STAGES.stream(), Stream.of("app"))
                .filter(each -> !each.equals(stage))
                .map(each -> ROOT + each + "..")
                .toArray(String[]::new);
    }
}
