package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.model.plan.PlanRecord;

/** The table of the plans. */
public final class PlanTable {
  private static final String TABLE = "nexus_auth_plan";
  private static final String SELECT = "SELECT * FROM " + TABLE;

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public PlanTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Finds a plan. */
  public Optional<PlanRecord> find(String name) {
    return sql.find(
        SELECT + " WHERE name = :name", new Parameters().text("name", name), PlanTable::toRecord);
  }

  /** Lists all plans by name. */
  public List<PlanRecord> list() {
    return sql.list(SELECT + " ORDER BY name", new Parameters(), PlanTable::toRecord);
  }

  /** Inserts a plan; returns false if the name is taken. */
  public boolean insert(PlanRecord plan) {
    return sql.insert(TABLE, toRow(plan));
  }

  /** Updates a plan; returns false if its version is another one. */
  public boolean update(PlanRecord plan) {
    return sql.updateVersion(TABLE, Set.of("name"), toRow(plan));
  }

  /** Deletes a plan of a version; returns false if there is none. */
  public boolean delete(String name, long version) {
    return sql.update(
            "DELETE FROM " + TABLE + " WHERE name = :name AND version = :version",
            new Parameters().text("name", name).number("version", version))
        == 1;
  }

  private static Parameters toRow(PlanRecord plan) {
    return new Parameters()
        .text("name", plan.name())
        .text("policies", plan.limits().describePolicies())
        .instant("created_at", plan.createdAt())
        .text("created_by", plan.createdBy())
        .instant("changed_at", plan.changedAt())
        .text("changed_by", plan.changedBy())
        .number("version", plan.version());
  }

  private static PlanRecord toRecord(ResultRow row) throws SQLException {
    return new PlanRecord(
        LimitPlan.parse(row.text("name"), row.text("policies")),
        row.instant("created_at"),
        row.text("created_by"),
        row.instant("changed_at"),
        row.text("changed_by"),
        row.number("version"));
  }
}
