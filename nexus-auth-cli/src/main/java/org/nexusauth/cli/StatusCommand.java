package org.nexusauth.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Subject;
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
          + " with --all how many changes the store has. Reads all of them, so it takes a while"
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
    ChangeLogReader ledger = opened.open(feed -> ChangeLogReader.read(feed, asked));
    int code = ExitCode.OK;
    for (Subject one : asked) {
      code = Math.max(code, print(one, ledger.of(one), key));
    }
    return code;
  }

  private int summary(OpenedStore opened) {
    ChangeLogReader ledger = opened.open(feed -> ChangeLogReader.read(feed, List.of()));
    terminal.out().println("generation " + ledger.generation());
    terminal.out().println("position   " + ledger.position());
    terminal.out().println("changes    " + ledger.count());
    return ExitCode.OK;
  }

  /** Prints a line for each thing that is known of a subject; returns the exit code. */
  private int print(Subject one, List<Change> known, @Nullable KeySubject key) {
    Instant now = terminal.clock().instant();
    known.stream()
        .map(change -> RevocationFormat.of(one) + words(change, now))
        .distinct() // What is kept longer than at first is there twice.
        .forEach(terminal.out()::println);
    if (known.isEmpty()) {
      terminal.out().println(RevocationFormat.of(one) + ": neither revoked nor switched off");
    }
    return known.stream().anyMatch(change -> meets(change, one, key, now))
        ? ExitCode.REFUSED
        : ExitCode.OK;
  }

  private static String words(Change change, Instant now) {
    String terms =
        RevocationFormat.terms(change.effectiveAt(), change.issuedBefore(), change.reason());
    if (change.state() == Change.State.DISABLED) {
      return " is switched off" + terms;
    }
    return (change.effectiveAt().isAfter(now) ? " will be revoked" : " is revoked") + terms;
  }

  /** Only of a key that was given as text is it known whether it was issued before a moment. */
  private static boolean meets(
      Change change, Subject subject, @Nullable KeySubject key, Instant now) {
    if (change.state() == Change.State.DISABLED) {
      return true;
    }
    return key == null
        ? !change.effectiveAt().isAfter(now)
        : change.revocationOf(subject).meets(key, now);
  }
}
