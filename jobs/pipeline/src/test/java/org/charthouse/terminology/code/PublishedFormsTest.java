package org.charthouse.terminology.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.charthouse.spec.CodeListSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each shipped layout reads lines in the form in which its publisher writes them. The codes are real, the lines our own. */
class PublishedFormsTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Lists lists = new Lists(folder);

    @BeforeEach
    void inFolder() {
        lists = new Lists(folder);
    }

    @Test
    void anOrderFileOfIcd10CmTellsHeadersFromCodes() {
        Path file = lists.file("icd10cm_order_2026.txt", """
                00001 E11     0 Type 2 diabetes mellitus                                     Type 2 diabetes mellitus
                00002 E119    1 Type 2 diabetes mellitus without complications               Type 2 diabetes mellitus without complications
                00003 S72001A 1 Fracture of unspecified part of neck of right femur, init     Fracture of unspecified part of neck of right femur, initial encounter
                """);
        assertThat(told(lists.codes("icd10cm", "order-file", file)))
                .containsExactly(
                        "E11 {is_billable=false, is_whole=false} Type 2 diabetes mellitus",
                        "E11.9 {is_billable=true, is_whole=true} Type 2 diabetes mellitus without complications",
                        "S72.001A {is_billable=true, is_whole=true} Fracture of unspecified part of neck of right femur, initial encounter");
    }

    @Test
    void anOrderFileOfIcd10PcsLosesItsTableHeads() {
        Path file = lists.file("icd10pcs_order_2026.txt", """
                00001 001     0 Central Nervous System, Bypass                               Central Nervous System and Cranial Nerves, Bypass
                00002 0016070 1 Bypass Cereb Vent to Nasophar with Autol Sub, Open           Bypass Cerebral Ventricle to Nasopharynx with Autologous Tissue Substitute, Open Approach
                """);
        assertThat(told(lists.codes("icd10pcs", "order-file", file)))
                .containsExactly(
                        "0016070 {} Bypass Cerebral Ventricle to Nasopharynx with Autologous Tissue Substitute, Open Approach");
    }

    @Test
    void theContractorFileOfHcpcsTellsFromWhenToWhenACodeHolds() {
        Path file = lists.file(
                "HCPC2026_JAN_ANWEB.txt",
                hcpcs("G0439", "3", "Annual wellness visit, subsequent", "20110101", "")
                        + hcpcs("G0439", "4", "and the rest of its text", "", "")
                        + hcpcs("G0436", "3", "Tobacco counselling", "20110101", "20160930")
                        + hcpcs("D0120", "3", "not ours to load", "20000101", "")
                        + hcpcs("   LT", "7", "a modifier", "", ""));
        Collection<ListedCode> codes = new Lists(folder).codes("hcpcs", "contractor-file", file);
        assertThat(codes.stream().map(code -> code.code() + " " + code.until()))
                .containsExactly("G0439 Optional.empty", "G0436 Optional[2016-09-30]");
    }

    @Test
    void tableFiveOfMsDrgHasWeightsBelowItsTitle() {
        Path file = lists.file("Table 5.txt", """
                TABLE 5.--LIST OF MEDICARE SEVERITY DIAGNOSIS-RELATED GROUPS
                MS-DRG\tPost-Acute\tSpecial Pay\tMDC\tTYPE\tMS-DRG Title\tWeights\tGeometric mean LOS\tArithmetic mean LOS
                1\tNo\tNo\tPRE\tSURG\tHEART TRANSPLANT WITH MCC\t28.1423\t30.1\t38.9
                470\tYes\tYes\t08\tSURG\t"MAJOR HIP AND KNEE JOINT REPLACEMENT WITHOUT MCC"\t1.9003\t1.6\t2.0
                """);
        assertThat(told(lists.codes("ms_drg", "table-5", file)).get(1))
                .startsWith(
                        "470 {arithmetic_mean_days=2.0, category=08, geometric_mean_days=1.6, type=SURG, weight=1.9003}");
        assertThat(told(lists.codes("ms_drg", "table-5", file)).get(0)).startsWith("001 ");
    }

    @Test
    void aListOfTheCodeEditorTakesItsEditFromTheEntry() {
        Path file = lists.file("newborn.txt", """
                Newborn diagnoses
                P0730    Preterm newborn, unspecified weeks of gestation
                  P96.1 Neonatal withdrawal symptoms
                """);
        CodeListSpec list = Lists.with(
                lists.spec("mce_diagnosis"),
                Lists.edition("lines", "2025-10-01", lists.source(file, Map.of("edit", "newborn"))));
        CodeList read = lists.read(list);
        assertThat(read.says("P07.30", "edit", "newborn", Lists.day("2026-01-01")))
                .isTrue();
        assertThat(read.says("E11.9", "edit", "newborn", Lists.day("2026-01-01")))
                .isFalse();
        assertThat(read.says("P96.1", "edit", "newborn", Lists.day("2025-01-01")))
                .isNull();
    }

    @Test
    void ccsrHasItsCodesInQuotesAndUpToSixCategories() {
        Path file = lists.file(
                "DXCCSR_v2026-1.csv",
                "'ICD-10-CM CODE','ICD-10-CM CODE DESCRIPTION','Default CCSR CATEGORY IP','x','y','z','CCSR CATEGORY 1'\n"
                        + "'I110',\"Hypertensive heart disease with heart failure\",'CIR019',Heart failure,'CIR019',Heart failure,"
                        + "'CIR019',Heart failure,'CIR008',Hypertension,' ',,' ',,' ',,' ',,1\n");
        assertThat(told(lists.codes("ccsr_diagnosis", "tool-file", file)))
                .containsExactly(
                        "I11.0 {category=CIR019, category_2=CIR008, category_outpatient=CIR019} Hypertensive heart disease with heart failure");
    }

    @Test
    void cvxHcc28AndPoaExemptAreReadAsTheyAreGivenOut() {
        Path cvx = lists.file(
                "cvx.txt", "08  |Hep B, adolescent or pediatric  |hepatitis B vaccine|note|Active|False|2010/05/28\n");
        assertThat(told(lists.codes("cvx", "cdc-file", cvx)))
                .containsExactly("08 {status=active} Hep B, adolescent or pediatric");
        Path hcc = lists.file("F2826T1N.TXT", "A0104\t92\nE1165    37\n");
        assertThat(told(lists.codes("cms_hcc_v28", "format-file", hcc)))
                .containsExactly("A01.04 {category=92} ", "E11.65 {category=37} ");
        Path poa = lists.file(
                "POAexemptCodesFY26.txt",
                "Order\tPOAexemptCode\tDescription\n00123\tZ794\tLong term (current) use of insulin\n");
        assertThat(told(lists.codes("poa_exempt", "published", poa)))
                .containsExactly("Z79.4 {} Long term (current) use of insulin");
    }

    @Test
    void filesAreReadAsTheyWereDownloaded() throws IOException {
        String text = "A0104\t92\n";
        Path zipped = folder.resolve("hcc.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
            zip.putNextEntry(new ZipEntry("maps/F2826T1N.TXT"));
            zip.write(text.getBytes(StandardCharsets.US_ASCII));
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write("nothing".getBytes(StandardCharsets.US_ASCII));
        }
        Path gzipped = folder.resolve("hcc.txt.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(told(lists.codes("cms_hcc_v28", "format-file", gzipped))).hasSize(1);
        CodeListSpec.Source member = new CodeListSpec.Source(
                "hcc.zip", zipped, java.util.Optional.of("*.TXT"), lists.all().checksum(zipped), Map.of());
        assertThat(lists.read(Lists.with(lists.spec("cms_hcc_v28"), Lists.edition("format-file", "2026-01-01", member)))
                        .size())
                .isEqualTo(1);
    }

    private static String hcpcs(String code, String record, String text, String added, String ended) {
        StringBuilder line = new StringBuilder(" ".repeat(320));
        line.replace(0, code.length(), code).replace(5, 10, "00100").replace(10, 11, record);
        line.replace(11, 11 + text.length(), text);
        line.replace(268, 268 + added.length(), added).replace(284, 284 + ended.length(), ended);
        return line.append('\n').toString();
    }

    private static List<String> told(Collection<ListedCode> codes) {
        return codes.stream()
                .map(code -> code.code() + " " + new TreeMap<>(code.values()) + " "
                        + code.title().orElse(""))
                .collect(Collectors.toList());
    }
}
