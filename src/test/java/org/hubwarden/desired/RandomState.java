package org.hubwarden.desired;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HomeMode;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;

/** Desired states of every kind the state file can describe, by seed. */
final class RandomState {

    private static final String FIRST = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String REST = FIRST + "._@+-";
    private static final String[] PATHS = {"/home", "/srv/home", "/data/a-b/c.d", "/opt/x+y@z", "/var/home"};

    private final Random random;

    RandomState(Random random) {
        this.random = random;
    }

    DesiredState next() {
        SortedMap<GroupName, DesiredGroup> groups = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            GroupName name = new GroupName("g" + text(REST, random.nextInt(30)));
            groups.put(name, new DesiredGroup(name, random.nextBoolean()));
        }
        SortedMap<HubName, DesiredUser> users = new TreeMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            HubName name = new HubName(text(FIRST, 1) + text(REST, random.nextInt(random.nextInt(10) == 0 ? 255 : 12)));
            boolean admin = random.nextBoolean();
            users.put(
                    name,
                    new DesiredUser(
                            name,
                            admin,
                            random.nextInt(3) == 0,
                            some(groups),
                            until(),
                            admin ? until() : Optional.empty()));
        }
        Defaults defaults = random.nextBoolean() ? Defaults.STANDARD : defaults();
        long min = 100L + random.nextInt(100_000);
        Optional<IdRange> ids =
                random.nextBoolean() ? Optional.empty() : Optional.of(new IdRange(min, min + random.nextInt(100_000)));
        return new DesiredState(
                users,
                groups,
                defaults,
                ids,
                pick(Naming.values()),
                Servers.NONE,
                brakes(),
                pick(ClockBelief.values()),
                pick(new Hub[] {Hub.STANDARD, new Hub("hub-of_lab1", true)}),
                offboarding());
    }

    private Optional<Until> until() {
        LocalDate day = LocalDate.of(2000 + random.nextInt(1000), 1 + random.nextInt(12), 1 + random.nextInt(28));
        OffsetDateTime moment = day.atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
                .atOffset(pick(
                        new ZoneOffset[] {ZoneOffset.UTC, ZoneOffset.ofHoursMinutes(-3, -30), ZoneOffset.ofHours(14)}));
        return switch (random.nextInt(4)) {
            case 0 -> Optional.of(new Until.Day(day));
            case 1 -> Optional.of(new Until.Moment(moment));
            default -> Optional.empty();
        };
    }

    private SortedSet<GroupName> some(SortedMap<GroupName, DesiredGroup> groups) {
        TreeSet<GroupName> some = new TreeSet<>(groups.keySet());
        some.removeIf(g -> random.nextBoolean());
        return some;
    }

    private Defaults defaults() {
        return new Defaults(
                pick(new String[] {"/bin/sh", "/usr/bin/zsh"}),
                pick(PATHS),
                pick(HomeMode.values()),
                pick(new String[] {"/etc/skel", "/usr/share/skel.d"}));
    }

    private BrakeSettings brakes() {
        boolean percent = random.nextBoolean();
        long amount = percent ? 1 + random.nextInt(50) : random.nextInt(1000);
        return random.nextBoolean()
                ? BrakeSettings.STANDARD
                : new BrakeSettings(new BrakeSettings.Removals(amount, percent), random.nextInt(1000));
    }

    private Offboarding offboarding() {
        return random.nextBoolean()
                ? Offboarding.STANDARD
                : new Offboarding(
                        random.nextInt(3651),
                        Duration.ofSeconds(random.nextInt(86_401)),
                        random.nextBoolean() ? Optional.empty() : Optional.of("bye, see Z\u00fcrich: 3 #4"));
    }

    private String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
        return text.toString();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
