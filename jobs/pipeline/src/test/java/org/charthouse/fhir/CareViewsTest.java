package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One resource, columns of a view over it, and the rows that come out. */
class CareViewsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "claim; claim_id, patient_id, use, billable_start_on, provider_id, insurer, coverage_id, total_amount, currency;"
                        + " [c,p,claim,2026-01-01,o,Payer,v,12.50,USD]",
                "claim_line; claim_id, line_number, product_or_service_code, product_or_service_system, serviced_start_on, serviced_end_on, quantity, unit_price, net_amount;"
                        + " [c,1,G0008,HCPCS,2026-01-01,2026-01-01,2,5.00,10.00] [c,2,G0009,null,2026-01-02,2026-01-03,null,null,2.50]",
                "claim_diagnosis; claim_id, diagnosis_number, diagnosis_code, condition_id, present_on_admission_code;"
                        + " [c,1,E11.9,null,Y] [c,2,null,d,null]",
            })
    void aClaimBecomesItsHeadItsLinesAndItsDiagnoses(String view, String columns, String rows) throws IOException {
        assertRows(view, "Claim", columns, rows, """
                {"resourceType":"Claim","id":"c","status":"active","use":"claim","patient":{"reference":"Patient/p"},
                 "billablePeriod":{"start":"2026-01-01"},"provider":{"reference":"Organization/o"},
                 "insurer":{"display":"Payer"},"insurance":[{"sequence":1,"focal":true,"coverage":{"reference":"Coverage/v"}}],
                 "diagnosis":[{"sequence":1,"diagnosisCodeableConcept":{"coding":[{"code":"E11.9"}]},
                               "onAdmission":{"coding":[{"code":"Y"}]}},
                              {"sequence":2,"diagnosisReference":{"reference":"Condition/d"}}],
                 "item":[{"sequence":1,"productOrService":{"coding":[{"code":"G0008","system":"HCPCS"}]},
                          "servicedDate":"2026-01-01","quantity":{"value":2},"unitPrice":{"value":5.00,"currency":"USD"},
                          "net":{"value":10.00}},
                         {"sequence":2,"productOrService":{"coding":[{"code":"G0009"}]},
                          "servicedPeriod":{"start":"2026-01-02","end":"2026-01-03"},"net":{"value":2.50}}],
                 "total":{"value":12.50,"currency":"USD"}}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "coverage; Coverage; coverage_id, patient_id, payer, payer_id, type_code, subscriber_id, plan_code, start_on, relationship_code;"
                        + " [v,p,Payer,o,HMO,S1,gold,2026-01-01,self];"
                        + " {\"resourceType\":\"Coverage\",\"id\":\"v\",\"beneficiary\":{\"reference\":\"Patient/p\"},\"subscriberId\":\"S1\","
                        + "\"type\":{\"coding\":[{\"code\":\"HMO\"}]},\"relationship\":{\"coding\":[{\"code\":\"self\"}]},"
                        + "\"payor\":[{\"reference\":\"Organization/o\",\"display\":\"Payer\"}],\"period\":{\"start\":\"2026-01-01\"},"
                        + "\"class\":[{\"type\":{\"coding\":[{\"code\":\"plan\"}]},\"value\":\"gold\"}]}",
                "appointment; Appointment; appointment_id, patient_id, participation_status, practitioner_id, location_id, start_on, planned_minutes;"
                        + " [a,p,accepted,d,l,2026-01-01T10:00:00Z,15];"
                        + " {\"resourceType\":\"Appointment\",\"id\":\"a\",\"start\":\"2026-01-01T10:00:00Z\",\"minutesDuration\":15,\"participant\":["
                        + "{\"actor\":{\"reference\":\"Practitioner/d\"},\"status\":\"tentative\"},"
                        + "{\"actor\":{\"reference\":\"Location/l\"},\"status\":\"declined\"},"
                        + "{\"actor\":{\"reference\":\"Patient/p\"},\"status\":\"accepted\"}]}",
                "care_team; CareTeam; care_team_id, member_ordinal, role_code, practitioner_id, organization_id;"
                        + " [t,1,x,d,null] [t,2,null,null,o];"
                        + " {\"resourceType\":\"CareTeam\",\"id\":\"t\",\"subject\":{\"reference\":\"Patient/p\"},\"participant\":["
                        + "{\"role\":[{\"coding\":[{\"code\":\"x\"}]}],\"member\":{\"reference\":\"Practitioner/d\"}},"
                        + "{\"member\":{\"reference\":\"Organization/o\"}}]}",
                "provider; Practitioner; provider_id, npi, family_name, qualification_code; [d,123,Reed,MD];"
                        + " {\"resourceType\":\"Practitioner\",\"id\":\"d\",\"name\":[{\"family\":\"Reed\"}],\"identifier\":["
                        + "{\"system\":\"urn:x\",\"value\":\"9\"},{\"system\":\"http://hl7.org/fhir/sid/us-npi\",\"value\":\"123\"}],"
                        + "\"qualification\":[{\"code\":{\"coding\":[{\"code\":\"MD\"}]}}]}",
                "location; Location; location_id, name, organization_id, address_line, latitude; [l,Ward,o,null,42.5];"
                        + " {\"resourceType\":\"Location\",\"id\":\"l\",\"name\":\"Ward\",\"managingOrganization\":{\"reference\":\"Organization/o\"},"
                        + "\"address\":{\"city\":\"Town\"},\"position\":{\"latitude\":42.5}}",
                "allergy; AllergyIntolerance; allergy_id, substance_code, category_code, reaction_code, reaction_severity_code, recorded_on;"
                        + " [a,1191,medication,h,mild,2026-01-01];"
                        + " {\"resourceType\":\"AllergyIntolerance\",\"id\":\"a\",\"patient\":{\"reference\":\"Patient/p\"},\"category\":[\"medication\"],"
                        + "\"recordedDate\":\"2026-01-01\",\"code\":{\"coding\":[{\"code\":\"1191\"}]},"
                        + "\"reaction\":[{\"manifestation\":[{\"coding\":[{\"code\":\"h\"}]}],\"severity\":\"mild\"}]}",
                "document; DocumentReference; document_id, encounter_id, author_id, content_type, content_bytes, replaces_document_id;"
                        + " [n,e,d,text/plain,12,old];"
                        + " {\"resourceType\":\"DocumentReference\",\"id\":\"n\",\"subject\":{\"reference\":\"Patient/p\"},"
                        + "\"context\":{\"encounter\":[{\"reference\":\"Encounter/e\"}]},\"author\":[{\"reference\":\"Practitioner/d\"}],"
                        + "\"relatesTo\":[{\"code\":\"replaces\",\"target\":{\"reference\":\"DocumentReference/old\"}}],"
                        + "\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"size\":12}}]}",
                "medication_dispense; MedicationDispense; medication_dispense_id, medication_order_id, medication_code, quantity_number, supply_days, handed_over_on;"
                        + " [x,r,860975,30,90,2026-01-01];"
                        + " {\"resourceType\":\"MedicationDispense\",\"id\":\"x\",\"subject\":{\"reference\":\"Patient/p\"},\"quantity\":{\"value\":30},"
                        + "\"authorizingPrescription\":[{\"reference\":\"MedicationRequest/r\"}],\"daysSupply\":{\"value\":90},"
                        + "\"medicationCodeableConcept\":{\"coding\":[{\"code\":\"860975\"}]},\"whenHandedOver\":\"2026-01-01\"}",
                "goal; Goal; goal_id, description_text, due_on, measure_code, target_number; [g,Walk,2026-06-30,4548-4,7.0];"
                        + " {\"resourceType\":\"Goal\",\"id\":\"g\",\"subject\":{\"reference\":\"Patient/p\"},\"description\":{\"text\":\"Walk\"},"
                        + "\"target\":[{\"measure\":{\"coding\":[{\"code\":\"4548-4\"}]},\"detailQuantity\":{\"value\":7.0},\"dueDate\":\"2026-06-30\"}]}",
            })
    void aResourceBecomesARow(String view, String resource, String columns, String rows, String json)
            throws IOException {
        assertRows(view, resource, columns, rows, json);
    }

    private static void assertRows(String view, String resource, String columns, String rows, String json)
            throws IOException {
        List<String> made = SchemaConventionTest.view(view)
                .apply(LocalSpark.rows(SchemaConventionTest.tree(resource), json))
                .selectExpr(columns.split(",\\s*", -1))
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
        assertThat(String.join(" ", made)).isEqualTo(rows);
    }
}
