package org.hubwarden.laws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Sha256;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.FoundFile;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.IdBlock;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.observed.SudoRule;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.EndsByDate;
import org.hubwarden.plan.Fights;
import org.hubwarden.plan.LeaveTimes;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Planner;

/** A machine that exists only as values. Its fields are open: tests are the somebody who changes things behind our back. */
public final class Machine {
    public Files files;
    public Ledger ledger = Ledger.EMPTY;
    public final Map<String, HomeSight> homes = new HashMap<>();
    public DropInSight adminRule = new DropInSight.Absent();
    public DropInSight denyList = new DropInSight.Absent();
    public final List<MembershipRecord> memberships = new ArrayList<>();
    public Optional<String> silence = Optional.empty();
    public List<String> unproved = List.of();
    public final List<SudoRule> otherRules = new ArrayList<>();
    public final Map<String, String> baseFaults = new HashMap<>();
    public Optional<String> skeletonFault = Optional.empty();
    public IdRange loginDefs = new IdRange(1000, 59999);
    public List<IdBlock> subordinate = List.of();
    public Set<String> namesElsewhere = Set.of();
    public Set<Long> idsElsewhere = Set.of();
    public boolean nameServiceAnswers = true;
    public boolean ownershipCounts = true;
    public ServersSight servers = ServersSight.NONE;
    public final List<Approval> approvals = new ArrayList<>();
    /** Whether it runs, so that it is seen what is left of people who leave. */
    public boolean runs = true;

    /** Of those of whom something is left. */
    public final Map<UnixName, Remains> remains = new HashMap<>();

    public RightsSight rights = RightsSight.NONE;
    /** Those that a search finds. */
    public final List<FoundFile> groupFiles = new ArrayList<>();

    public ClockSight clock = ClockSight.good(Instant.EPOCH, ZoneOffset.UTC);
    /** Of the state file; empty for one that follows from what it asks for. */
    public Optional<String> stateSha256 = Optional.empty();

    /** The four files as text, one char for each byte. */
    public record Files(String passwd, String group, String shadow, Optional<String> gshadow) {
        /** The files parsed. */
        public AccountDatabases parse() {
            return AccountDatabases.parse(bytes(passwd), bytes(group), bytes(shadow), gshadow.map(Files::bytes));
        }

        static Files of(AccountDatabases databases) {
            return new Files(
                    text(databases.passwd().bytes()),
                    text(databases.group().bytes()),
                    text(databases.shadow().bytes()),
                    databases.gshadow().map(g -> text(g.bytes())));
        }

        static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** A machine with these account files and nothing else. */
    public Machine(Files files) {
        this.files = files;
    }

    /** The same machine, to be changed apart from this one. */
    public Machine copy() {
        Machine other = new Machine(files);
        other.ledger = ledger;
        other.homes.putAll(homes);
        other.adminRule = adminRule;
        other.denyList = denyList;
        other.memberships.addAll(memberships);
        other.silence = silence;
        other.unproved = unproved;
        other.otherRules.addAll(otherRules);
        other.baseFaults.putAll(baseFaults);
        other.skeletonFault = skeletonFault;
        other.loginDefs = loginDefs;
        other.subordinate = subordinate;
        other.namesElsewhere = namesElsewhere;
        other.idsElsewhere = idsElsewhere;
        other.nameServiceAnswers = nameServiceAnswers;
        other.ownershipCounts = ownershipCounts;
        other.servers = servers;
        other.approvals.addAll(approvals);
        other.stateSha256 = stateSha256;
        other.clock = clock;
        other.runs = runs;
        other.remains.putAll(remains);
        other.rights = rights;
        other.groupFiles.addAll(groupFiles);
        return other;
    }

    /** What a pass sees. */
    public ObservedState observe(DesiredState desired) {
        Set<String> paths = new TreeSet<>();
        desired.users()
                .keySet()
                .forEach(hub -> paths.add(
                        desired.defaults().home() + "/" + desired.naming().unixName(hub)));
        ledger.accounts().values().forEach(account -> paths.add(account.home()));
        Map<String, HomeSight> sights =
                paths.stream().collect(Collectors.toMap(p -> p, p -> homes.getOrDefault(p, new HomeSight.Absent())));
        return new ObservedState(
                files.parse(),
                loginDefs,
                subordinate,
                new HomesSight(sights, baseFaults, skeletonFault),
                new SudoersSight(adminRule, denyList, otherRules, List.of()),
                new MembershipsSight(memberships, silence, unproved),
                nss(desired),
                servers,
                leavers(desired),
                rights,
                ownershipCounts);
    }

    private LeaversSight leavers(DesiredState desired) {
        if (!runs) {
            return LeaversSight.NONE;
        }
        Set<HubName> wanted =
                EndsByDate.of(desired, ledger, clock).of(desired).users().keySet();
        SortedMap<UnixName, Remains> people = new TreeMap<>();
        ledger.accounts().values().stream()
                .filter(account -> account.leaving().isPresent() || !wanted.contains(account.hub()))
                .filter(account -> !account.isPurged())
                .forEach(account -> people.put(account.unix(), remains.getOrDefault(account.unix(), Remains.NOTHING)));
        return new LeaversSight(people);
    }

    private NssAnswer nss(DesiredState desired) {
        if (!nameServiceAnswers) {
            return new NssAnswer.Silent("it did not answer in time");
        }
        if (namesElsewhere.isEmpty() && idsElsewhere.isEmpty()) {
            return new NssAnswer.FilesOnly();
        }
        Set<String> names = new HashSet<>(namesElsewhere);
        desired.users()
                .keySet()
                .forEach(hub -> names.add(desired.naming().unixName(hub).value()));
        desired.groups().keySet().forEach(group -> names.add(group.value()));
        names.addAll(List.of("jupyterhub-users", "jupyterhub-admins"));
        IdRange range = desired.ids().orElse(loginDefs);
        Set<Long> asked = LongStream.rangeClosed(range.min(), Math.min(range.max(), range.min() + 300))
                .boxed()
                .collect(Collectors.toSet());
        asked.addAll(idsElsewhere);
        return new NssAnswer.Answer(names, namesElsewhere, asked, idsElsewhere);
    }

    /** What is to be done here now. */
    public Plan plan(DesiredState desired) {
        return Planner.plan(desired, observe(desired), ledger, circumstances(desired));
    }

    /** What is to be done here now beside whoever fights. */
    public Plan plan(DesiredState desired, Fights fights) {
        return Planner.plan(
                desired, observe(desired), ledger, circumstances(desired).with(fights));
    }

    private Circumstances circumstances(DesiredState desired) {
        String sha256 = stateSha256.orElseGet(() -> Sha256.hex(Files.bytes(desired.toString())));
        return new Circumstances(clock.now(), sha256, approvals)
                .with(EndsByDate.of(desired, ledger, clock))
                .with(LeaveTimes.of(desired, ledger, clock));
    }

    /** A whole pass: plans, and carries out what is not held. */
    public Plan pass(DesiredState desired) {
        Plan plan = plan(desired);
        Steps.of(this, plan).forEach(step -> step.run(this));
        keepEvidence(desired);
        return plan;
    }

    /** What is seen to be done of people who leave is remembered although nothing is left to do. */
    void keepEvidence(DesiredState desired) {
        if (ledger.accounts().values().stream()
                .anyMatch(account -> account.leaving().isPresent())) {
            Plan after = plan(desired);
            ledger = after.isEmpty() ? after.before() : ledger;
        }
    }

    /** Somebody says that it is meant. */
    public void approve(DesiredState desired) {
        plan(desired).hold().ifPresent(hold -> approvals.add(new Approval(hold.stakes(), Instant.EPOCH)));
    }

    /** Everything that a pass may change, to compare; the lines of the files without their order, which means nothing. */
    public String state() {
        Stream<Object> lines = Stream.of(
                        files.passwd(),
                        files.group(),
                        files.shadow(),
                        files.gshadow().orElse("none"))
                .flatMap(text -> text.lines().sorted());
        Stream<Object> accounts = Stream.of(ledger.highestId(), ledger.groups(), ledger.passed());
        Stream<Object> rest = Stream.of(new TreeMap<>(homes), adminRule, denyList);
        return Stream.of(lines, accounts, ledger.accounts().values().stream(), rest)
                .flatMap(s -> s)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
