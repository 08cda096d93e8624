package org.nexusauth.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the store knows. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Says whether a key, or all keys of somebody, are revoked or switched off, since when and why;"
          + " with --all how many changes the store has: that reads all of them, so it takes a while"
          + " where there are millions.",
      "",
      "A key given as text is looked up with all that it belongs to."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nexus-auth status --store jdbc:h2:file:/var/lib/app/keys --keys api-keys.jwks \\",
      "      < key.txt",
      "  nexus-auth status --store redis://cache.example.com --organization org_1",
      "  nexus-auth status --store redis://cache.example.com --all"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is revoked or switched off of what was asked for",
      "1:something is, or the text is no genuine key",
      "2:wrong options or values",
      "3:a file or standard input is of no use",
      "4:there is no store, or it failed"
    })
final class StatusCommand implements Callable<Integer> {

  private final Console terminal;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(names = "--all", description = "How much is in the store, and its generation.")
  private boolean all;

  StatusCommand(Console terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OpenedStore opened = OpenedStore.of(store, terminal);
    if (all) {
      return summary(opened);
    }
    SubjectOptions.Named named = subject.read(terminal);
    KeySubject key = named.key();
    List<Subject> asked = key == null ? List.of(named.subject()) : key.subjects();
    List<SubjectStatus> found = opened.open(feed -> asked.stream().map(feed::inForce).toList());
    int code = ExitCode.OK;
    for (SubjectStatus one : found) {
      code = Math.max(code, print(one, key));
    }
    return code;
  }

  private int summary(OpenedStore opened) {
    ChangeLogReader ledger = opened.open(ChangeLogReader::read);
    terminal.out().println("generation " + ledger.generation());
    terminal.out().println("position   " + ledger.position());
    terminal.out().println("changes    " + ledger.count());
    return ExitCode.OK;
  }

  /** Prints a line for each thing that is known of a subject; returns the exit code. */
  private int print(SubjectStatus status, @Nullable KeySubject key) {
    Instant now = terminal.clock().instant();
    String name = RevocationFormat.of(status.subject());
    for (Revocation one : status.revocations()) {
      terminal.out().println(name + describe(one, now));
    }
    if (status.switchState() instanceof SwitchedOff off) {
      String terms = RevocationFormat.terms(off.since(), null, off.reason());
      terminal.out().println(name + " is switched off" + terms);
    }
    if (status.isUnrestricted()) {
      terminal.out().println(name + ": neither revoked nor switched off");
    }
    return isDenied(status, key, now) ? ExitCode.REFUSED : ExitCode.OK;
  }

  private static String describe(Revocation revocation, Instant now) {
    String verb = revocation.effectiveAt().isAfter(now) ? " will be revoked" : " is revoked";
    return verb
        + RevocationFormat.terms(
            revocation.effectiveAt(), revocation.issuedBefore(), revocation.reason());
  }

  private static boolean isDenied(SubjectStatus status, @Nullable KeySubject key, Instant now) {
    return status.switchState() instanceof SwitchedOff
        || status.revocations().stream().anyMatch(one -> appliesTo(one, key, now));
  }

  /** Only of a key that was given as text is it known whether it was issued before an instant. */
  private static boolean appliesTo(Revocation one, @Nullable KeySubject key, Instant now) {
    return key == null ? !one.effectiveAt().isAfter(now) : one.meets(key, now);
  }
}
