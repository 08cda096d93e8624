package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.management.model.SealedText;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;

/** The table of the signing keys. */
public final class SigningKeyTable {
  private static final String TABLE = "nexus_auth_signing_key";

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public SigningKeyTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Lists an issuer's signing keys, the newest first. */
  public List<SigningKeyRecord> list(String issuer) {
    return sql.list(
        "SELECT * FROM " + TABLE + " WHERE issuer = :issuer ORDER BY created_at DESC, key_id DESC",
        new Parameters().text("issuer", issuer),
        SigningKeyTable::toRecord);
  }

  /** Inserts a signing key; returns false if the id is taken. */
  public boolean insert(SigningKeyRecord key) {
    return sql.insert(TABLE, toRow(key));
  }

  /** Updates a signing key; returns false if its version is another one. */
  public boolean update(SigningKeyRecord key) {
    return sql.updateVersion(TABLE, Set.of("issuer", "key_id"), toRow(key));
  }

  private static Parameters toRow(SigningKeyRecord key) {
    return new Parameters()
        .text("issuer", key.issuer())
        .text("key_id", key.keyId())
        .text("algorithm", key.algorithm())
        .text("state", key.state().name())
        .instant("created_at", key.createdAt())
        .text("created_by", key.createdBy())
        .instant("changed_at", key.changedAt())
        .text("public_jwk", key.publicJwk())
        .text("sealed_private_key", textOf(key.sealedPrivateKey()))
        .number("version", key.version());
  }

  private static @Nullable String textOf(@Nullable SealedText sealed) {
    return sealed == null ? null : sealed.value();
  }

  private static SigningKeyRecord toRecord(ResultRow row) throws SQLException {
    String sealed = row.textOrNull("sealed_private_key");
    return new SigningKeyRecord(
        row.text("issuer"),
        row.text("key_id"),
        row.text("algorithm"),
        SigningKeyState.valueOf(row.text("state")),
        row.instant("created_at"),
        row.text("created_by"),
        row.instant("changed_at"),
        row.text("public_jwk"),
        sealed == null ? null : new SealedText(sealed),
        row.number("version"));
  }
}
