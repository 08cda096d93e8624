package org.nexusauth.testkit;

import java.time.Instant;
import java.util.List;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.SubjectStatus.SwitchState;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;
import org.nexusauth.revocation.SubjectStatus.SwitchedOn;

/** Reads one subject of a {@link PlantedStore}, rightly but for one bug. */
final class PlantedReads {
  private PlantedReads() {}

  static SubjectStatus read(StoreBug bug, Subject subject, List<Revocation> all, boolean off) {
    List<Revocation> own = all.stream().filter(one -> isRead(bug, subject, one)).toList();
    List<Revocation> found =
        SubjectStatus.of(subject, own.stream().map(Change::of).toList()).revocations();
    List<Revocation> read =
        switch (bug) {
          case READS_REVOCATIONS_OF_ALL -> all;
          case READS_IDS_ALONE, READS_COVERED_REVOCATIONS -> own;
          case READS_SWITCHES_ALONE -> List.of();
          case READS_THE_FIRST_REVOCATION_ALONE -> found.subList(0, Math.min(1, found.size()));
          default -> found;
        };
    return new SubjectStatus(subject, read, switchState(off || isReadAsOff(bug, subject)));
  }

  private static boolean isReadAsOff(StoreBug bug, Subject subject) {
    return bug == StoreBug.READS_SWITCHES_AS_OFF && subject.kind() == Subject.Kind.AGENT;
  }

  private static boolean isRead(StoreBug bug, Subject subject, Revocation one) {
    return switch (bug) {
      case READS_IDS_ALONE -> one.subject().id().equals(subject.id());
      case READS_NO_COMING_REVOCATION ->
          one.subject().equals(subject) && !one.reason().equals("planned");
      default -> one.subject().equals(subject);
    };
  }

  private static SwitchState switchState(boolean off) {
    return off ? new SwitchedOff(Instant.EPOCH, "unpaid") : new SwitchedOn();
  }
}
