package org.nexusauth.console.page.revocation;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.TextRules;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyRevocationBatch;
import org.nexusauth.management.apikey.KeyRevocationBatch.KeyOutcome;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;

/** Revokes several keys of an integration: first a preview, then the result for each. */
public final class BulkRevocationPage {
  private static final String PATH =
      "/organizations/{organization}/integrations/{integration}/keys/";

  private BulkRevocationPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.form(PATH + "revoke-preview", Role.OPERATOR, BulkRevocationPage::preview),
        Route.form(PATH + "revoke-selected", Role.OPERATOR, BulkRevocationPage::revoke));
  }

  private static ConsoleResponse preview(ConsoleCall call) {
    List<KeyRef> keys = readKeys(call);
    call.form().finish();
    return renderPreview(call, keys, RevocationForm.begin(null), FormErrors.NONE);
  }

  private static ConsoleResponse revoke(ConsoleCall call) {
    List<KeyRef> keys = readKeys(call);
    RevocationForm form = RevocationForm.readWithoutTime(call.form());
    call.form().finish();
    if (keys.isEmpty()) {
      return renderPreview(call, keys, form, FormErrors.NONE);
    }
    Integration integration = integrationOf(call);
    try {
      List<KeyOutcome> outcomes = batchOf(call).revoke(call.context(), keys, form.toRequest());
      BulkRevocationResult result = new BulkRevocationResult(integration, outcomes, form);
      return ConsoleResponse.page(
          new HtmlPage("revocation/result", result.title(), Section.INTEGRATIONS, result));
    } catch (ManagementException e) {
      return renderPreview(call, keys, form, FormErrors.from(e));
    }
  }

  private static List<KeyRef> readKeys(ConsoleCall call) {
    List<String> ids = call.form().readTexts("key").stream().distinct().toList();
    if (ids.size() > KeyRevocationBatch.MAX_KEYS) {
      throw ProblemException.invalid(
          "key",
          "%s keys are selected; %s at most can be revoked together."
              .formatted(ids.size(), KeyRevocationBatch.MAX_KEYS));
    }
    return ids.stream()
        .filter(TextRules::canBeId)
        .map(id -> new KeyRef(call.organization(), call.pathParameter("integration"), id))
        .toList();
  }

  private static Html renderPreview(
      ConsoleCall call, List<KeyRef> keys, RevocationForm form, FormErrors errors) {
    Integration integration = integrationOf(call);
    List<KeyOutcome> outcomes = batchOf(call).preview(call.operator(), keys);
    BulkRevocationPreview preview = new BulkRevocationPreview(integration, outcomes, form, errors);
    return ConsoleResponse.page(
            new HtmlPage("revocation/preview", "Revoke keys", Section.INTEGRATIONS, preview))
        .withStatus(errors.status());
  }

  private static Integration integrationOf(ConsoleCall call) {
    return call.services()
        .integrations()
        .get(call.operator(), call.organization(), call.pathParameter("integration"));
  }

  private static KeyRevocationBatch batchOf(ConsoleCall call) {
    return new KeyRevocationBatch(call.services().apiKeys());
  }
}
