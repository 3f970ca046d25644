package org.charthouse.synthetic.extract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns of each table of the extract, in the order of the contract. */
public final class Tables {

    private static final Map<String, List<String>> COLUMNS = new TreeMap<>(Map.ofEntries(
            table("organization", "organization_id,name,npi,address_line,city,state,postcode,phone,updated_at"),
            table("department", "department_id,organization_id,name,department_type,updated_at"),
            table("provider", "provider_id,npi,family_name,given_name,sex,specialty,organization_id,updated_at"),
            table(
                    "patient",
                    "patient_id,mrn,national_id,family_name,given_name,middle_name,birth_date,death_at,sex,race,"
                            + "ethnicity,marital_status,language,address_line,city,state,postcode,country,phone,email,"
                            + "updated_at"),
            table(
                    "encounter",
                    "encounter_id,patient_id,class,status,type_code,type_system,type_text,start_at,end_at,"
                            + "admission_source,discharge_disposition,department_id,attending_provider_id,"
                            + "organization_id,signed_at,coded_at,updated_at"),
            table(
                    "diagnosis",
                    "diagnosis_id,encounter_id,patient_id,code,description,rank,present_on_admission,recorded_at,"
                            + "updated_at"),
            table(
                    "problem",
                    "problem_id,patient_id,encounter_id,code,code_system,description,clinical_status,onset_on,"
                            + "abated_on,recorded_on,updated_at"),
            table(
                    "observation",
                    "observation_id,patient_id,encounter_id,category,code,code_system,description,value_number,"
                            + "value_text,unit,observed_at,status,updated_at"),
            table(
                    "procedure",
                    "procedure_id,patient_id,encounter_id,code,code_system,description,started_at,ended_at,"
                            + "provider_id,status,updated_at"),
            table(
                    "medication_order",
                    "order_id,patient_id,encounter_id,code,description,ordered_at,ended_at,provider_id,status,"
                            + "updated_at"),
            table(
                    "immunization",
                    "immunization_id,patient_id,encounter_id,code,description,given_at,status,updated_at")));

    private Tables() {}

    /** The names of the tables, sorted. */
    public static List<String> names() {
        return List.copyOf(COLUMNS.keySet());
    }

    /** The columns of a table; the first is its primary key. */
    public static List<String> columns(String table) {
        return COLUMNS.getOrDefault(table, List.of());
    }

    private static Map.Entry<String, List<String>> table(String name, String columns) {
        return Map.entry(name, List.of(columns.split(",", -1)));
    }
}
