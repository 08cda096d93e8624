package org.nexusauth.console.page.signing;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.problem.ManagementException;

/** Makes the next signing key. */
final class SigningKeyPreparation {
  private static final String PATH = SigningKeyPages.ALL + "/prepare";

  private SigningKeyPreparation() {}

  static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.ADMIN, call -> renderForm("", FormErrors.NONE)),
        Route.form(PATH, Role.ADMIN, SigningKeyPreparation::prepareNext));
  }

  private static Html renderForm(String keyId, FormErrors errors) {
    return ConsoleResponse.page(
        new HtmlPage(
            "signingkeyprepare",
            "Prepare the next signing key",
            Section.SIGNING_KEYS,
            new SigningKeyPreparationView(keyId, errors)));
  }

  private static ConsoleResponse prepareNext(ConsoleCall call) {
    String keyId = call.form().readText("keyId");
    call.form().finish();
    try {
      call.services().signingKeys().prepareNext(call.context(), keyId.isEmpty() ? null : keyId);
    } catch (ManagementException e) {
      FormErrors errors = FormErrors.from(e);
      return renderForm(keyId, errors).withStatus(errors.status());
    }
    return ConsoleResponse.redirect("signing-keys")
        .withNotice(Notice.SIGNING_KEY_PREPARED.parameter());
  }
}
