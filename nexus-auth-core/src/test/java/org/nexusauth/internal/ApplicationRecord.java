package org.nexusauth.internal;

/** Stands for a record of an application; its last component's type is the application's, too. */
record ApplicationRecord(String text, ApplicationRecord other) {}
