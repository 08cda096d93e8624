package org.nexusauth.console.page.check;

import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.explain.Explanation;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.verify.GenuineKey;

/** Where a genuine key is recorded, as far as the operator sees it. */
sealed interface KeyRecordLink {

  /** It is not known to be genuine, so there is nothing to look for. */
  record NotGenuine() implements KeyRecordLink {}

  /** It is of an organization that the operator does not see: nothing is looked for. */
  record OtherOrganization() implements KeyRecordLink {}

  /**
   * It has no record.
   *
   * @param reason why, a sentence
   */
  record NoRecord(String reason) implements KeyRecordLink {}

  /**
   * It has one.
   *
   * @param key the key
   */
  record Recorded(ApiKeyView key) implements KeyRecordLink {}

  static KeyRecordLink find(ConsoleCall call, Explanation explanation) {
    GenuineKey genuine = explanation.genuineKey();
    if (genuine == null) {
      return new NotGenuine();
    }
    KeySubject subject = genuine.subject();
    if (!call.operator().sees(subject.organizationId())) {
      return new OtherOrganization();
    }
    return findRecord(
        call, new KeyRef(subject.organizationId(), subject.integrationId(), subject.keyId()));
  }

  private static KeyRecordLink findRecord(ConsoleCall call, KeyRef ref) {
    try {
      return new Recorded(call.services().apiKeys().get(call.operator(), ref));
    } catch (StatusUnavailableException e) {
      return new NoRecord("Its record cannot be shown while its status is unknown.");
    } catch (ManagementException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      return new NoRecord(
          "It is not recorded here: it was issued elsewhere, and no request has sent it yet.");
    }
  }
}
