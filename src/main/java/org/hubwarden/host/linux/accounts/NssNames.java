package org.hubwarden.host.linux.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.host.Errands;
import org.hubwarden.host.Names;
import org.hubwarden.host.Waits;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NameServiceSwitch;
import org.hubwarden.observed.NssAnswer;

/**
 * The name service of the running machine. Services other than the account files are asked, each by name, in child processes
 * with a time limit.
 */
public final class NssNames implements Names {

    private static final String SWITCH = "etc/nsswitch.conf";
    private static final int KEYS_PER_CHILD = 1000;

    /** For one child: nss_systemd needs half a millisecond for a name, and the machine may be busy. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Duration MORE_PER_KEY = Duration.ofMillis(7);

    /** For a whole call: well below the time after which the service's watchdog takes us for dead. */
    private static final Duration TOTAL = Duration.ofSeconds(40);

    private final Path root;
    private final Waits waits;
    private final Optional<Errands> errands;
    private final MembershipFiles files;
    private final UserRecords records;

    /**
     * @param root {@code /} but in tests
     * @param waits where it is told that a service is waited for
     */
    public NssNames(Path root, Waits waits) {
        this(root, waits, Optional.empty());
    }

    /** {@code errands} for modules that speak to the network, where this process cannot. */
    public NssNames(Path root, Waits waits, Optional<Errands> errands) {
        this.root = root;
        this.waits = waits;
        this.errands = errands;
        this.files = new MembershipFiles(root);
        this.records = new UserRecords(root);
    }

    @Override
    public NssAnswer ask(Set<String> names, Set<Long> ids) {
        List<String> keys = Stream.concat(names.stream(), ids.stream().map(id -> Long.toString(id)))
                .toList();
        try {
            List<NssModule> services = services(List.of("passwd", "group"));
            if (services.isEmpty()) {
                return new NssAnswer.FilesOnly();
            }
            long end = System.nanoTime() + TOTAL.toNanos();
            Taken taken = new Taken();
            for (NssModule service : services) {
                askAll(service, keys, taken, end);
            }
            taken.names.retainAll(names);
            taken.ids.retainAll(ids);
            return new NssAnswer.Answer(names, taken.names, ids, taken.ids);
        } catch (NssModule.Silence silence) {
            return new NssAnswer.Silent(silence.why());
        }
    }

    private static void askAll(NssModule service, List<String> keys, Taken taken, long end) throws NssModule.Silence {
        if (service.listsAll()) {
            service.ask("passwd", List.of(), limit(KEYS_PER_CHILD, end)).forEach(taken::add);
            service.ask("group", List.of(), limit(KEYS_PER_CHILD, end)).forEach(taken::add);
            return;
        }
        for (int i = 0; i < keys.size(); i += KEYS_PER_CHILD) {
            List<String> some = keys.subList(i, Math.min(keys.size(), i + KEYS_PER_CHILD));
            service.ask("passwd", some, limit(some.size(), end)).forEach(taken::add);
            service.ask("group", some, limit(some.size(), end)).forEach(taken::add);
        }
        if (service.isInstalled()) {
            service.requireAnswering(limit(1, end));
        }
    }

    private static Duration limit(int keys, long end) {
        Duration child = LIMIT.plus(MORE_PER_KEY.multipliedBy(keys));
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return child.compareTo(left) < 0 ? child : left;
    }

    /** What is somebody's. The third field of both databases is the number. */
    private static final class Taken {
        private final Set<String> names = new HashSet<>();
        private final Set<Long> ids = new HashSet<>();

        void add(String line) {
            GroupEntry.parse(line).ifPresent(entry -> {
                names.add(entry.name());
                ids.add(entry.gid());
            });
        }
    }

    private List<NssModule> services(List<String> databases) throws NssModule.Silence {
        try {
            String text = Files.readString(root.resolve(SWITCH), StandardCharsets.ISO_8859_1);
            return NameServiceSwitch.servicesBeyondFiles(text, databases).stream()
                    .map(name -> NssModule.of(name, waits, errands))
                    .toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (IOException failure) {
            throw new NssModule.Silence("/etc/nsswitch.conf cannot be read: " + failure.getMessage());
        }
    }

    @Override
    public MembershipsSight membersOf(Set<String> group) {
        List<MembershipRecord> written = files.membersOf(group);
        try {
            List<String> withAccounts =
                    services(List.of("passwd")).stream().map(NssModule::name).toList();
            List<CompletableFuture<NssMembers>> asked = services(List.of("group", "initgroups", "passwd")).stream()
                    .filter(service -> mayTell(service, written, group))
                    .map(service -> NssMembers.of(service, group, withAccounts.contains(service.name())))
                    .toList();
            return together(written, asked.stream().map(CompletableFuture::join).toList());
        } catch (NssModule.Silence silence) {
            return new MembershipsSight(written, Optional.of(silence.why()), List.of());
        }
    }

    /** It knows the numbers of who is written in a file, too. */
    private boolean mayTell(NssModule service, List<MembershipRecord> written, Set<String> group) {
        return !service.isSystemd() || !written.isEmpty() || records.mayTellMembers(group);
    }

    /** What is written in a file is told with its place, and once; the name service knows the numbers. */
    private static MembershipsSight together(List<MembershipRecord> written, List<NssMembers> services) {
        Map<String, Long> uids = new HashMap<>();
        services.forEach(service -> service.uids().forEach(uids::putIfAbsent));
        Set<String> known = written.stream().map(MembershipRecord::member).collect(Collectors.toSet());
        Stream<MembershipRecord> further =
                services.stream().flatMap(s -> s.records().stream()).filter(r -> !known.contains(r.member()));
        return new MembershipsSight(
                Stream.concat(written.stream(), further)
                        .map(record -> record.withUid(Optional.ofNullable(uids.get(record.member()))))
                        .toList(),
                services.stream().flatMap(s -> s.silence().stream()).findFirst(),
                services.stream().flatMap(s -> s.unproved().stream()).toList());
    }
}
