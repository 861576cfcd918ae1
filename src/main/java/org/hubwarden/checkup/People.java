package org.hubwarden.checkup;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hubwarden.model.HubName;
import org.hubwarden.observed.hub.HubSight;

/** Whom the hub lets in, by TLJH's configuration and the hub's database, as far as their names can be listed. */
final class People {

    /**
     * Somebody.
     *
     * @param admin whether the hub takes them for an admin
     * @param source where that stands, for people
     */
    record Person(String name, boolean admin, String source) {}

    private final Map<String, Person> people = new LinkedHashMap<>();

    People(HubSight sight) {
        sight.config().ifPresent(config -> {
            config.admins().forEach(name -> add(new Person(name.text(), true, config.at(name))));
            config.allowed().forEach(name -> add(new Person(name.text(), false, config.at(name))));
        });
        sight.users()
                .ifPresent(users ->
                        users.admins().forEach((name, admin) -> add(new Person(name, admin, "in " + users.path()))));
        people.keySet()
                .removeIf(name -> HubName.fault(name).isPresent()
                        || !sight.config().map(config -> config.letsIn(name)).orElse(true));
    }

    /** Where somebody is an admin by one of several, that counts. */
    private void add(Person person) {
        people.merge(person.name(), person, (first, second) -> first.admin() || !second.admin() ? first : second);
    }

    Collection<Person> all() {
        return people.values();
    }

    Stream<Person> admins() {
        return people.values().stream().filter(Person::admin);
    }
}
