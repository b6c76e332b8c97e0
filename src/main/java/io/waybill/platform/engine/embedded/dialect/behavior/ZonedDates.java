package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.FeelFailed;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.Date;
import org.operaton.bpm.engine.impl.calendar.BusinessCalendar;
import org.operaton.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.operaton.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.operaton.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.operaton.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.operaton.bpm.engine.task.Task;

/**
 * When a timer with a date is due. As on Zeebe, the date has a time and a zone, and the zone may have a name, as in what
 * FEEL makes of {@code now()}.
 */
public final class ZonedDates implements BusinessCalendar {

    private ZonedDates() {}

    /** The engine's calendars, with this one for dates. */
    public static MapBusinessCalendarManager calendars() {
        MapBusinessCalendarManager calendars = new MapBusinessCalendarManager();
        calendars.addBusinessCalendar(DurationBusinessCalendar.NAME, new DurationBusinessCalendar());
        calendars.addBusinessCalendar(CycleBusinessCalendar.NAME, new CycleBusinessCalendar());
        calendars.addBusinessCalendar(DueDateBusinessCalendar.NAME, new ZonedDates());
        return calendars;
    }

    @Override
    public Date resolveDuedate(String date) {
        try {
            return Date.from(ZonedDateTime.parse(date).toInstant());
        } catch (DateTimeException e) {
            throw new FeelFailed(
                    "“%s” is not a date with a time and a zone, such as 2030-12-24T18:00:00Z".formatted(date));
        }
    }

    @Override
    public Date resolveDuedate(String date, Date start) {
        return resolveDuedate(date);
    }

    @Override
    public Date resolveDuedate(String date, Task task) {
        return resolveDuedate(date);
    }
}
