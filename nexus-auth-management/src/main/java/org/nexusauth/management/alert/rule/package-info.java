/** The rules of alerts: pure functions of what keys did, of records and a time. */
@NullMarked
package org.nexusauth.management.alert.rule;

import org.jspecify.annotations.NullMarked;
