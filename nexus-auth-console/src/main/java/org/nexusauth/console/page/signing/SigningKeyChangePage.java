package org.nexusauth.console.page.signing;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.signing.SigningKeyView;

/**
 * Confirms one kind of change of a signing key, and makes it.
 *
 * @param change the kind
 */
record SigningKeyChangePage(SigningKeyChange change) {

  List<Route> routes() {
    String path = SigningKeyPages.ALL + "/{signingKey}/" + change.path();
    return List.of(
        Route.page(path, Role.ADMIN, this::showForm),
        Route.form(path, Role.ADMIN, this::applyChange));
  }

  private ConsoleResponse showForm(ConsoleCall call) {
    SigningKeyView key = requireKey(call);
    return renderForm(key, SigningKeyChangeForm.empty(key.version()), FormErrors.NONE);
  }

  private ConsoleResponse applyChange(ConsoleCall call) {
    SigningKeyChangeForm form = SigningKeyChangeForm.read(change, call.form());
    try {
      change.apply(call, call.pathParameter("signingKey"), form);
    } catch (ManagementException e) {
      FormErrors errors = FormErrors.from(e);
      SigningKeyView present = requireKey(call);
      SigningKeyChangeForm again =
          new SigningKeyChangeForm(present.version(), form.force(), form.accepted(), form.reason());
      return renderForm(present, again, errors).withStatus(errors.status());
    }
    return ConsoleResponse.redirect("signing-keys").withNotice(change.notice().parameter());
  }

  private Html renderForm(SigningKeyView key, SigningKeyChangeForm form, FormErrors errors) {
    SigningKeyChangeView view = new SigningKeyChangeView(change, key, form, errors);
    return ConsoleResponse.page(
        new HtmlPage("signingkeychange", change.describe(key.keyId()), Section.SIGNING_KEYS, view));
  }

  private static SigningKeyView requireKey(ConsoleCall call) {
    String id = call.pathParameter("signingKey");
    return call.services().signingKeys().list(call.operator()).stream()
        .filter(key -> key.keyId().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemType.NOT_FOUND, "There is no signing key with this id."));
  }
}
