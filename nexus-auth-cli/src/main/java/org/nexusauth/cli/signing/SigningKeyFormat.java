package org.nexusauth.cli.signing;

import static org.nexusauth.cli.management.RecordFormat.textOf;
import static org.nexusauth.cli.option.ConstantConverter.nameOf;

import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.management.signing.SigningKeyView;

/** How signing keys are shown: nothing of their private part. */
final class SigningKeyFormat {

  static final RecordFormat<SigningKeyView> SIGNING_KEY =
      new RecordFormat<SigningKeyView>("signing keys")
          .member("issuer", SigningKeyView::issuer)
          .member("keyId", SigningKeyView::keyId)
          .member("algorithm", SigningKeyView::algorithm)
          .member("state", key -> nameOf(key.state()))
          .timeMember("createdAt", SigningKeyView::createdAt)
          .member("createdBy", SigningKeyView::createdBy)
          .timeMember("changedAt", SigningKeyView::changedAt)
          .member("unexpiredKeys", SigningKeyView::unexpiredKeys)
          .timeMember("signsFrom", SigningKeyView::signsFrom)
          .member("version", SigningKeyView::version)
          .column("id", SigningKeyView::keyId)
          .detail("issuer", SigningKeyView::issuer)
          .column("algorithm", SigningKeyView::algorithm)
          .column("state", key -> nameOf(key.state()))
          .timeColumn("since", SigningKeyView::changedAt)
          .timeColumn("can sign from", SigningKeyView::signsFrom)
          .column("unexpired keys", key -> textOf(key.unexpiredKeys()))
          .timeDetail("created", SigningKeyView::createdAt)
          .detail("created by", SigningKeyView::createdBy)
          .column("version", key -> textOf(key.version()));

  private SigningKeyFormat() {}
}
