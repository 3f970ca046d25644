package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.charthouse.measure.data.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever element of a resource is not there, is null, or is of another kind than it should be: a person has her results, or a
 * failure that names the definition and the place, and the next person's results are what they were.
 */
class MissingElementsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static HousePersons house;
    private static List<JsonNode> resources;
    private static List<Row> whole;

    @BeforeAll
    static void readThePerson() throws IOException {
        house = new HousePersons();
        resources = new ArrayList<>();
        JSON.readTree(MissingElementsTest.class.getResourceAsStream("person-of-all-kinds.json"))
                .forEach(resources::add);
        whole = rows(resources);
    }

    private static List<Row> rows(List<JsonNode> nodes) {
        return house.rows(nodes.stream().map(HousePersons::read).toList());
    }

    /** Does something to one element of one resource at a time. */
    private static void eachInTurn(Consumer<Place> change) {
        List<Element> untouched = resources.stream().map(HousePersons::read).toList();
        int changed = 0;
        for (int at = 0; at < resources.size(); at++) {
            for (int place = 0; place < places(resources.get(at)).size(); place++) {
                JsonNode copy = resources.get(at).deepCopy();
                Place here = places(copy).get(place);
                change.accept(here);
                List<Element> person = new ArrayList<>(untouched);
                person.set(at, HousePersons.read(copy));
                check(house.rows(person), copy.path("resourceType").asText() + ": " + here.name);
                changed++;
            }
        }
        assertThat(changed).isGreaterThan(200);
        assertThat(rows(resources)).isEqualTo(whole);
    }

    private static void check(List<Row> rows, String what) {
        for (Row row : rows) {
            if (row.getString(0).equals(PersonOutput.FAILURE)) {
                assertThat(text(row, "definition_name")).describedAs(what).isNotBlank();
                assertThat(text(row, "place")).describedAs(what).isNotBlank();
                assertThat(text(row, "problem")).describedAs(what).isNotBlank();
            }
        }
    }

    private static String text(Row row, String column) {
        return row.getString(PersonOutput.ROW.fieldIndex(column));
    }

    /** An element and what it stands in. */
    private record Place(ObjectNode owner, String name) {

        void put(JsonNode value) {
            owner.set(name, value);
        }
    }

    private static List<Place> places(JsonNode node) {
        List<Place> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (!name.equals("resourceType")) {
                    places.add(new Place(object, name));
                }
            });
        }
        node.forEach(child -> places.addAll(places(child)));
        return places;
    }

    @Test
    void thePersonIsInPopulationsOfSeveralMeasuresToBeginWith() {
        assertThat(whole.stream()
                        .filter(row -> row.getString(0).equals(PersonOutput.RESULT))
                        .map(row -> text(row, "measure_name"))
                        .distinct())
                .hasSizeGreaterThan(5);
    }

    @Test
    void anyElementMayBeMissing() {
        eachInTurn(place -> place.owner.remove(place.name));
    }

    @Test
    void anyElementMayBeNull() {
        eachInTurn(place -> place.put(JSON.nullNode()));
    }

    @Test
    void anyElementMayBeEmptyOrOfAnotherKind() {
        eachInTurn(place -> place.put(JSON.createObjectNode()));
        eachInTurn(place -> place.put(JSON.createArrayNode()));
        eachInTurn(place -> place.put(JSON.createArrayNode().addNull()));
        eachInTurn(place -> place.put(JSON.getNodeFactory().textNode("no such thing")));
        eachInTurn(place -> place.put(JSON.getNodeFactory().numberNode(-1)));
    }

    @Test
    void allElementsMayBeMissingAtOnce() {
        List<JsonNode> bare = new ArrayList<>();
        for (JsonNode resource : resources) {
            bare.add(JSON.createObjectNode().set("resourceType", resource.get("resourceType")));
        }
        check(rows(bare), "resources of nothing but their types");
        check(rows(List.of(bare.get(0))), "a Patient of nothing");
        for (JsonNode resource : resources) {
            List<JsonNode> one = new ArrayList<>(resources);
            one.set(resources.indexOf(resource), bare.get(resources.indexOf(resource)));
            check(rows(one), "one resource of nothing but its type");
        }
        assertThat(rows(resources)).isEqualTo(whole);
    }

    @Test
    void anElementThatRepeatsMayHoldNothingOrNull() {
        for (int at = 0; at < resources.size(); at++) {
            JsonNode copy = resources.get(at).deepCopy();
            for (Place place : places(copy)) {
                if (place.owner.get(place.name) instanceof ArrayNode array) {
                    array.insert(0, JSON.nullNode());
                }
            }
            List<JsonNode> others = new ArrayList<>(resources);
            others.set(at, copy);
            check(rows(others), copy.path("resourceType").asText());
        }
        assertThat(rows(resources)).isEqualTo(whole);
    }
}
