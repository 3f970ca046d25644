package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;

class FhirSchemaTest {
    private static String ddl(String type, String... paths) {
        return FhirSchema.of(type, List.of(paths)).simpleString();
    }

    private static StructType item(StructType struct, String name) {
        return struct.apply(name).dataType() instanceof ArrayType array
                ? (StructType) array.elementType()
                : (StructType) struct.apply(name).dataType();
    }

    @Test
    void idAndMetaStandFirstAndFieldsInTheOrderOfTheModel() {
        assertThat(ddl("Patient", "birthDate", "active", "address.postalCode"))
                .isEqualTo("struct<id:string,meta:struct<versionId:string,lastUpdated:string,profile:array<string>>,"
                        + "active:boolean,birthDate:string,address:array<struct<postalCode:string>>>");
    }

    @Test
    void aChoiceHasItsJsonNamesAllOrOne() {
        assertThat(ddl("Patient", "deceased[x]", "multipleBirthInteger"))
                .endsWith("deceasedBoolean:boolean,deceasedDateTime:string,multipleBirthInteger:int>");
        assertThat(FhirSchema.of("Observation", List.of("value[x]")).fieldNames())
                .containsExactly(
                        "id",
                        "meta",
                        "valueBoolean",
                        "valueCodeableConcept",
                        "valueDateTime",
                        "valueInteger",
                        "valuePeriod",
                        "valueQuantity",
                        "valueRange",
                        "valueRatio",
                        "valueSampledData",
                        "valueString",
                        "valueTime");
        assertThat(ddl("MedicationRequest", "medication[x]"))
                .contains("medicationCodeableConcept:struct<", "medicationReference:struct<reference:string");
    }

    @Test
    void aReferenceHasAKeyAndAnIdentifierWithoutAssigner() {
        assertThat(ddl("Observation", "subject.reference")).endsWith("subject:struct<reference:string,key:string>>");
        StructType subject = item(FhirSchema.of("Observation", List.of("subject")), "subject");
        assertThat(subject.fieldNames()).containsExactly("reference", "type", "identifier", "display", "key");
        assertThat(item(subject, "identifier").fieldNames())
                .containsExactly("use", "type", "system", "value", "period");
    }

    @Test
    void whatIsRarelyReadIsTextUntilAPathNamesItsParts() {
        StructType subject = item(FhirSchema.of("Observation", List.of("subject")), "subject");
        assertThat(item(subject, "identifier").simpleString())
                .isEqualTo("struct<use:string,type:string,system:string,value:string,period:string>");
        assertThat(ddl("Observation", "subject.identifier.type.text"))
                .endsWith("subject:struct<identifier:struct<type:struct<text:string>>,key:string>>");
        assertThat(ddl("Patient", "identifier")).contains("identifier:array<struct<use:string,type:struct<coding:");
        assertThat(ddl("Patient", "extension"))
                .contains("valueAddress:string", "valueCoding:struct<system:string", "valueReference:struct<reference:")
                .contains("extension:array<struct<extension:array<struct<url:string", "valueReference:string");
    }

    @Test
    void anExtensionHoldsOneMoreLevelAndTheListedTypes() {
        StructType outer = item(FhirSchema.of("Patient", List.of("extension")), "extension");
        StructType inner = item(outer, "extension");

        assertThat(outer.fieldNames())
                .contains("url", "valueCode", "valueAddress")
                .doesNotContain("id", "valueMoney");
        assertThat(inner.fieldNames()).contains("url", "valueCoding").doesNotContain("extension");
    }

    @Test
    void aWholeTypeLeavesOutExtensionsUnlessAPathNamesThem() {
        assertThat(ddl("Encounter", "diagnosis")).doesNotContain("extension");
        assertThat(ddl("Encounter", "diagnosis", "diagnosis.extension")).contains("extension:string", "rank:int");
    }

    @Test
    void everyResourceTypeHasAWholeRow() {
        assertThat(FhirSchema.resourceTypes())
                .hasSizeGreaterThan(140)
                .allSatisfy(
                        type -> assertThat(FhirSchema.whole(type).fieldNames()).startsWith("id"));
    }

    @Test
    void unknownWordsAreErrorsWithTheNearestValidOne() {
        assertThatThrownBy(() -> ddl("Patient", "name.famly"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Unknown FHIR element 'Patient.name.famly'")
                .hasMessageContaining("did you mean 'family'?");
        assertThatThrownBy(() -> ddl("Patient", "birthDate.year"))
                .hasMessageContaining("Unknown FHIR element 'Patient.birthDate.year'")
                .hasMessageContaining("remove it");
        assertThatThrownBy(() -> ddl("Pateint"))
                .hasMessageContaining("Unknown FHIR resource type 'Pateint'")
                .hasMessageContaining("did you mean 'Patient'?");
    }
}
