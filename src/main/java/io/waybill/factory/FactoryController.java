package io.waybill.factory;

import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The factories and their production log. */
@RestController
class FactoryController {

    private final FactoryBooks books;

    FactoryController(FactoryBooks books) {
        this.books = books;
    }

    /** Lists the factories, by id. */
    @RolesAllowed(Role.OPERATOR)
    @GetMapping("/factories")
    ResponseEntity<List<Factory>> listFactories(@Valid ListParameters part) {
        long after = part.after(Long::valueOf).orElse(0L);
        return part.answer(books.factories(after, part.pageable()), Factory::id, Function.identity());
    }

    /** Lists what the factories made, newest first. */
    @RolesAllowed(Role.OPERATOR)
    @GetMapping("/production-log")
    ResponseEntity<List<LogEntry>> listProductions(@Valid LogFilter filter, @Valid ListParameters part) {
        long before = part.after(Long::valueOf).orElse(Long.MAX_VALUE);
        return part.answer(books.entries(filter, before, part.pageable()), LogEntry::logId, Function.identity());
    }
}
