export interface paths {
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in; the refresh token comes as a cookie */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the refresh cookie for new tokens; one used before, but for some seconds ago, ends its login */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the login of the refresh cookie, and that of the access token in `Authorization` or in its cookie */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's own password; other logins, links to a new one and known devices end */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link with which a user sets a new password, good once, and no longer than the user stays as they are */
        post: operations["createPasswordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a password with a link; every login of the user ends */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in, what the role may do, and how this person likes the panel */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How this person likes the panel; the last one written counts */
        put: operations["putPreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works here now, by name: to whom something can be given */
        get: operations["listTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lists this person has saved, page by page in their order */
        get: operations["listViews"];
        put?: never;
        /** Save a list as it is filtered and sorted now */
        post: operations["createView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a saved list */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        /** Change a saved list */
        patch: operations["updateView"];
        trace?: never;
    };
    "/api/v1/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Today in one answer: who waits, new leads, appointments, numbers and the bot */
        get: operations["home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search patients, with guardians, tags, last contact and next appointment */
        get: operations["listPatients"];
        put?: never;
        /** Create a patient; a likely duplicate is refused with its candidates */
        post: operations["createPatient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search guardians, with the patients they answer for */
        get: operations["listGuardians"];
        put?: never;
        /** Create a guardian; a likely duplicate is refused with its candidates */
        post: operations["createGuardian"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The steps of a first run, and how far each is now */
        get: operations["setup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the installation stands: streams, consumers, numbers, services, who waits, how quick replies are, alerts */
        get: operations["system"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/alerts/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge an alert: it is not told again until it grows or is over. This takes effect within ten seconds */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who may be the same person */
        post: operations["findPatientDuplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a patient's record; the audit notes it */
        get: operations["getPatient"];
        put?: never;
        post?: never;
        /** Delete a patient; it can be restored */
        delete: operations["deletePatient"];
        options?: never;
        head?: never;
        /** Change a patient */
        patch: operations["updatePatient"];
        trace?: never;
    };
    "/api/v1/patients/bulk/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete many patients; each can be restored */
        post: operations["deletePatients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted patient */
        post: operations["restorePatient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who may be the same person */
        post: operations["findGuardianDuplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a guardian's record; the audit notes it */
        get: operations["getGuardian"];
        put?: never;
        post?: never;
        /** Delete a guardian; it can be restored */
        delete: operations["deleteGuardian"];
        options?: never;
        head?: never;
        /** Change a guardian */
        patch: operations["updateGuardian"];
        trace?: never;
    };
    "/api/v1/guardians/bulk/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete many guardians; each can be restored */
        post: operations["deleteGuardians"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted guardian */
        post: operations["restoreGuardian"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A patient's record with conversations, appointments, leads and history; the audit notes it */
        get: operations["getPatientRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A guardian's record with conversations, leads, history, and the appointments of their patients */
        get: operations["getGuardianRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/merge/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a merge would do: field by field, and what would move */
        post: operations["previewPatientMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make two records of one person one: this one stays, the other goes into it */
        post: operations["mergePatients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/merges/{mergeId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make two records of what a merge made one, within 30 days and where nothing of it was changed since */
        post: operations["undoPatientMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}/merge/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a merge would do: field by field, and what would move */
        post: operations["previewGuardianMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make two records of one person one: this one stays, the other goes into it */
        post: operations["mergeGuardians"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/merges/{mergeId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make two records of what a merge made one, within 30 days and where nothing of it was changed since */
        post: operations["undoGuardianMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/guardians/{guardianId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say who answers for a patient, and how; If-Match "0" for two who did not belong together */
        put: operations["linkGuardian"];
        post?: never;
        /** A guardian no longer answers for a patient */
        delete: operations["unlinkGuardian"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/contacts/{channel}/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say who writes behind a WhatsApp contact */
        put: operations["linkPatientContact"];
        post?: never;
        /** Unlink a WhatsApp contact: another person writes from it */
        delete: operations["unlinkPatientContact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}/contacts/{channel}/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say who writes behind a WhatsApp contact */
        put: operations["linkGuardianContact"];
        post?: never;
        /** Unlink a WhatsApp contact: another person writes from it */
        delete: operations["unlinkGuardianContact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace a patient's tags */
        put: operations["setPatientTags"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/bulk/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put tags on many patients and take others off */
        post: operations["tagPatients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search contacts, with who writes behind each */
        get: operations["listContacts"];
        put?: never;
        /** Enter a contact before it writes; linking one to a person makes it, too */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a contact; the audit notes it */
        get: operations["getContact"];
        put?: never;
        post?: never;
        /** Delete a contact; it can be restored */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        /** Name a contact */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/api/v1/contacts/bulk/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete many contacts; each can be restored */
        post: operations["deleteContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted contact */
        post: operations["restoreContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an export of one's own is; told for a week */
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportPatients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportGuardians"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportAppointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportLeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blocks/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportBlocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/professionals/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportProfessionals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is */
        get: operations["exportConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/import/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty file with the titles an import knows */
        get: operations["getImportTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import of one's own is; told for a week */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search the notes of all patients; a patient's own come with the record */
        get: operations["listNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a note; the audit notes it */
        get: operations["getNote"];
        put?: never;
        post?: never;
        /** Delete a note; it can be restored */
        delete: operations["deleteNote"];
        options?: never;
        head?: never;
        /** Change a note */
        patch: operations["updateNote"];
        trace?: never;
    };
    "/api/v1/patients/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a note into a patient's record */
        post: operations["addNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/bulk/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete many notes; each can be restored */
        post: operations["deleteNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted note */
        post: operations["restoreNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags by their names */
        get: operations["listTags"];
        put?: never;
        /** Create a tag */
        post: operations["createTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a tag, and take it off every patient */
        delete: operations["deleteTag"];
        options?: never;
        head?: never;
        /** Change a tag */
        patch: operations["updateTag"];
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the clinic offers */
        get: operations["listServices"];
        put?: never;
        /** Create a service */
        post: operations["createService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a service */
        get: operations["getService"];
        put?: never;
        post?: never;
        /** Delete a service; it can be restored */
        delete: operations["deleteService"];
        options?: never;
        head?: never;
        /** Change a service */
        patch: operations["updateService"];
        trace?: never;
    };
    "/api/v1/services/bulk/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete many services; each can be restored */
        post: operations["deleteServices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted service */
        post: operations["restoreService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/professionals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works at the clinic */
        get: operations["listProfessionals"];
        put?: never;
        /** Create a professional */
        post: operations["createProfessional"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/professionals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a professional */
        get: operations["getProfessional"];
        put?: never;
        post?: never;
        /** Delete a professional; it can be restored */
        delete: operations["deleteProfessional"];
        options?: never;
        head?: never;
        /** Change a professional */
        patch: operations["updateProfessional"];
        trace?: never;
    };
    "/api/v1/professionals/bulk/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete many professionals; each can be restored */
        post: operations["deleteProfessionals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/professionals/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted professional */
        post: operations["restoreProfessional"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schedule, in the order of time */
        get: operations["listAppointments"];
        put?: never;
        /** Book; an hour that is taken is refused, and one outside of hours asks to be confirmed */
        post: operations["createAppointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an appointment with its history */
        get: operations["getAppointment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Move an appointment, or change what it is about */
        patch: operations["updateAppointment"];
        trace?: never;
    };
    "/api/v1/appointments/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm, note the arrival, complete, cancel… */
        post: operations["setAppointmentState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/bulk/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm, cancel… many appointments, such as a day on which a professional is ill */
        post: operations["setAppointmentsState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/range": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything a calendar shows of some days: appointments, who works when, holidays */
        get: operations["readAgenda"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Free times for a service, from now on, in the order of time */
        get: operations["listFreeTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/message/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the patient would be told of a change, and in which conversation */
        post: operations["previewAppointmentMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/message/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same of an appointment that is about to be booked */
        post: operations["previewNewAppointmentMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the bot captured, with what staff did about it */
        get: operations["listLeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a lead */
        get: operations["getLead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say who looks after a lead */
        post: operations["assignLead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a lead from its assignee: it is new again */
        post: operations["unassignLead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A lead that was put aside is new again */
        post: operations["reopenLead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a lead aside, with the reason */
        post: operations["discardLead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/bulk/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say who looks after many leads */
        post: operations["assignLeads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/bulk/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put many leads aside, with the reason */
        post: operations["discardLeads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a patient, with a guardian where there is one, out of a lead: all of it or nothing */
        post: operations["convertLead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leads by what became of them: of each how many there are, and the newest */
        get: operations["readLeadBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who may be the patient, and who the guardian, that are about to be made of a lead */
        post: operations["findLeadDuplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations by their last message, or those who wait by how long they wait */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many rows the list has under these filters, and with each tab's own on top: exact up to a thousand */
        get: operations["countConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a conversation stands, what the bot learned, and whom it is about */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said, decided, delivered, handed over and noted, newest first, each with the rule that fired */
        get: operations["readTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/turns/{turnSeq}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why the bot did what it did in one decision, as it was recorded then */
        get: operations["explainTurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations, leads, appointments, numbers and settings with something new, and who is at which conversation, as server-sent events; `Last-Event-ID` goes on where one was */
        get: operations["followConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say who answers a conversation; null: no one in particular. The bot goes on as before */
        post: operations["assignConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read it up to an instant; a mark never goes back */
        post: operations["markConversationRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a note for the team into the timeline; patients never see it */
        post: operations["addConversationNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/notes/{noteId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a note of your own away */
        delete: operations["deleteConversationNote"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell the others that you look at it or type in it; forgotten after 30 s */
        post: operations["notePresence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/takeover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person takes the conversation over; the bot is silent at once */
        post: operations["takeoverConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the conversation back to the bot */
        post: operations["returnConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Silence the bot until it is given back */
        post: operations["pauseConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a parked contact go on from the event that parked it */
        post: operations["resumeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo a wrong merge of this (the younger) contact: it speaks for itself again */
        post: operations["unmergeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Two contacts are one person: this (the younger) one goes on in the other, and its history stays */
        post: operations["mergeConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/bulk/takeover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person takes the conversation over; the bot is silent at once: for many contacts */
        post: operations["takeoverConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/bulk/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the conversation back to the bot: for many contacts */
        post: operations["returnConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/bulk/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Silence the bot until it is given back: for many contacts */
        post: operations["pauseConversations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to a patient as staff; the bot is silent from then on */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/media/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of the conversation from our own store, whole or the `Range` asked for; the audit notes it */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quick-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Quick replies by their titles */
        get: operations["listQuickReplies"];
        put?: never;
        /** Keep an answer ready */
        post: operations["createQuickReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quick-replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a quick reply */
        delete: operations["deleteQuickReply"];
        options?: never;
        head?: never;
        /** Change a quick reply */
        patch: operations["updateQuickReply"];
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/quick-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Quick replies as they would read in this conversation */
        get: operations["quickRepliesFor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Blocked contacts, with reason, until when and by whom */
        get: operations["listBlocks"];
        put?: never;
        /** Block a contact */
        post: operations["blockContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blocks/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lift a block; the bot answers again */
        post: operations["liftBlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blocks/bulk/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Block many contacts, for one reason */
        post: operations["blockContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blocks/bulk/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lift many blocks */
        post: operations["liftBlocks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations a day, with what came of them */
        get: operations["analyseDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/peak-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When patients write, by day of the week and hour of the clinic's clock */
        get: operations["analysePeakHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The services most wanted */
        get: operations["analyseServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** From conversations over states and leads to patients; the handoff rate, and the time per state */
        get: operations["analyseFunnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long patients wait for the first answer and, once called, for a person */
        get: operations["analyseResponses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far messages came, and why some did not */
        get: operations["analyseDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every figure of a period beside the one before, in one answer */
        get: operations["analyseSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the bot answers at all */
        get: operations["getBot"];
        /** Switch the bot on or off for every number; If-Match "0" for the first time */
        put: operations["switchBot"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clinic's WhatsApp numbers */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Name a number, or switch the bot on or off for it */
        patch: operations["updateChannel"];
        trace?: never;
    };
    "/api/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every flow, with its newest version and whether it has a draft */
        get: operations["listFlows"];
        put?: never;
        /** Begin a flow; its draft is a copy of the one that is shipped */
        post: operations["createFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft with its files, and every problem with its place */
        get: operations["getFlowDraft"];
        /** Save all files of the draft; problems are told, and do not hinder saving */
        put: operations["saveFlowDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/draft/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Talk to the draft: nothing is sent and nothing is kept */
        post: operations["tryFlowDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish the draft as the next version; sessions under way finish on theirs */
        post: operations["publishFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published, the newest first */
        get: operations["listFlowVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a version */
        get: operations["getFlowVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/versions/{number}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go back: publish an older version again, as the next one */
        post: operations["publishFlowVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two versions, or a version and the draft, file by file */
        get: operations["diffFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is set: the business hours and the clinic's card. The bot's switch is at /bot */
        get: operations["listSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/business-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Write a setting; If-Match "0" for one never written */
        put: operations["putBusinessHours"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/clinic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Write a setting; If-Match "0" for one never written */
        put: operations["putClinic"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days on which the clinic is closed, or opens at other hours */
        get: operations["listHolidays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holidays/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set a holiday; If-Match "0" for a day that is none yet */
        put: operations["putHoliday"];
        post?: never;
        /** A day is like any other */
        delete: operations["deleteHoliday"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forgive wrong passwords at this account: who was closed out may log in again */
        post: operations["unlockUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may use the panel */
        get: operations["listUsers"];
        put?: never;
        /** Create a user with a password for one use */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a user, give another role, switch off */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who read or changed what, when and from where; newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests to erase people, and how far each is; newest first */
        get: operations["listErasures"];
        put?: never;
        /** Ask for a person to be erased everywhere; another administrator has to approve */
        post: operations["requestErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request: its state, and the step it is at */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{id}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was deleted, what is kept by law, and what was looked for afterwards; it names no person */
        get: operations["getErasureCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to another administrator's request; it is carried out at once */
        post: operations["approveErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn a request down: nothing is erased */
        post: operations["refuseErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is kept about a patient, to be handed to them; others' names are masked */
        get: operations["getPatientAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a patient was told, agreed to and took back, oldest first */
        get: operations["listPatientConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is kept about a guardian, to be handed to them; others' names are masked */
        get: operations["getGuardianAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guardians/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a guardian was told, agreed to and took back, oldest first */
        get: operations["listGuardianConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/import/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a file holds, and which field each column seems to be; nothing of it is kept */
        post: operations["inspectImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Patients from a file of up to 10000 rows. Rows with a problem are told one by one; without skipInvalid they stop the whole */
        post: operations["importPatients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{channel}/{contact}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a picture, document or audio of up to 10 MB as staff: the file is the body. What it is its bytes say, not its name */
        post: operations["sendFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Absence: {
            startsAt: string;
            /** @description Not included */
            endsAt: string;
            /** @description Told to those alone who may see appointments */
            reason: string | null;
        };
        Access: {
            madeAt: string;
            /** @enum {string} */
            kind: "patient" | "guardian" | "contact";
            sections: {
                [key: string]: {
                    [key: string]: unknown;
                }[];
            };
            consents: components["schemas"]["Consent"][];
            otherConversations: number;
            /** @description The same as a page in Portuguese, in Markdown */
            page: string;
        };
        AccessToken: {
            accessToken: string;
            /** @constant */
            tokenType: "Bearer";
            expiresIn: number;
        };
        Acknowledgement: {
            /** @description Of an alert that people were told of */
            key: string;
        };
        Agenda: {
            /** @description The clinic's */
            timeZone: string;
            appointments: components["schemas"]["AgendaAppointment"][];
            /** @description False: there are more appointments than one answer holds */
            isComplete: boolean;
            /** @description Those who work here, and those who have something in the range */
            professionals: components["schemas"]["AgendaProfessional"][];
            /** @description When the clinic is open in the range; all the time as long as no hours are set */
            open: components["schemas"]["Period"][];
            holidays: {
                day: string;
                name: string;
                /** @description In their order; none: closed all day */
                open: {
                    opens: string;
                    closes: string;
                }[];
            }[];
        };
        AgendaAppointment: {
            /** Format: uuid */
            id: string;
            startsAt: string;
            endsAt: string;
            durationMinutes: number;
            /** @enum {string} */
            state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
            /** @enum {string} */
            modality: "in-person" | "online";
            /** Format: uuid */
            patientId: string;
            patient: string;
            patientPhone: string | null;
            /** @description The patient's plan; null: none is noted */
            insurance: string | null;
            /** @description Who is called about the patient */
            guardian: {
                /** Format: uuid */
                id: string;
                name: string;
                phone: string | null;
            } | null;
            /** Format: uuid */
            professionalId: string;
            professional: string;
            /** Format: uuid */
            serviceId: string;
            service: string;
            serviceColor: string;
            link: string | null;
            note: string | null;
            reason: string | null;
            version: number;
        };
        AgendaProfessional: {
            /** Format: uuid */
            id: string;
            name: string;
            active: boolean;
            workingHours: components["schemas"]["WorkingHours"][];
            /** @description That touch the range */
            absences: components["schemas"]["Absence"][];
            /** @description When they work in the range: their hours within the clinic's, without holidays and absences */
            working: components["schemas"]["Period"][];
            /** @description False: neither they nor the clinic have hours set */
            hasHours: boolean;
        };
        AnalyticsDays: {
            /** @description The clinic's; the figures count its days and hours */
            timeZone: string;
            /** @description Every day of the period */
            days: {
                day: string;
                /** @description Sessions: stretches of talk, by the day they began on */
                conversations: number;
                withLead: number;
                withHandoff: number;
                /** @description Null where a service is asked for: messages belong to none */
                patientMessages: number | null;
            }[];
        };
        AnalyticsDeliveries: {
            /** @description The clinic's; the figures count its days and hours */
            timeZone: string;
            /** @description How far each message has come by now */
            statuses: {
                status: string;
                count: number;
            }[];
            failures: {
                code: string;
                count: number;
            }[];
            /** @description Between 0 and 1; null where there was nothing */
            failureRate: number | null;
        };
        AnalyticsFunnel: {
            /** @description The clinic's; the figures count its days and hours */
            timeZone: string;
            conversations: number;
            withLead: number;
            withHandoff: number;
            /** @description Between 0 and 1; null where there was nothing */
            leadRate: number | null;
            /** @description Between 0 and 1; null where there was nothing */
            handoffRate: number | null;
            leads: {
                new: number;
                assigned: number;
                converted: number;
                discarded: number;
            };
            /** @description Between 0 and 1; null where there was nothing */
            conversionRate: number | null;
            /** @description The state most came to first */
            states: {
                step: string;
                /** @description What is asked there by the flow of today; null where it has no such state */
                stepText: string | null;
                /** @description Sessions that came to it */
                conversations: number;
                /** @description How often an answer ended it; what a timer ended does not count */
                left: number;
                /** @description From coming to it to that answer */
                averageMs: number | null;
            }[];
        };
        AnalyticsPeakHours: {
            /** @description The clinic's; the figures count its days and hours */
            timeZone: string;
            /** @description Patients' messages; hours without any are absent */
            cells: {
                /** @description 1 is Monday */
                weekday: number;
                hour: number;
                messages: number;
            }[];
        };
        AnalyticsResponses: {
            /** @description The clinic's; the figures count its days and hours */
            timeZone: string;
            /** @description From the patient's first words of a session to the first answer */
            firstReply: {
                count: number;
                averageMs: number | null;
                buckets: {
                    /** @description Null: longer than the bucket before */
                    upToMs: number | null;
                    count: number;
                }[];
            };
            /** @description From the call for a person to a person's first word */
            firstHuman: {
                count: number;
                averageMs: number | null;
                buckets: {
                    /** @description Null: longer than the bucket before */
                    upToMs: number | null;
                    count: number;
                }[];
            };
            handoffs: {
                reason: string;
                count: number;
            }[];
        };
        AnalyticsServices: {
            /** @description The clinic's; the figures count its days and hours */
            timeZone: string;
            services: {
                service: string;
                conversations: number;
                leads: number;
            }[];
        };
        AnalyticsSummary: {
            /** @description The clinic's; the figures count its days and hours */
            timeZone: string;
            /** @description As many days as are asked for, right before */
            formerFrom: string;
            formerTo: string;
            now: {
                days: {
                    /** @description Every day of the period */
                    days: {
                        day: string;
                        /** @description Sessions: stretches of talk, by the day they began on */
                        conversations: number;
                        withLead: number;
                        withHandoff: number;
                        /** @description Null where a service is asked for: messages belong to none */
                        patientMessages: number | null;
                    }[];
                } | null;
                funnel: {
                    conversations: number;
                    withLead: number;
                    withHandoff: number;
                    /** @description Between 0 and 1; null where there was nothing */
                    leadRate: number | null;
                    /** @description Between 0 and 1; null where there was nothing */
                    handoffRate: number | null;
                    leads: {
                        new: number;
                        assigned: number;
                        converted: number;
                        discarded: number;
                    };
                    /** @description Between 0 and 1; null where there was nothing */
                    conversionRate: number | null;
                    /** @description The state most came to first */
                    states: {
                        step: string;
                        /** @description What is asked there by the flow of today; null where it has no such state */
                        stepText: string | null;
                        /** @description Sessions that came to it */
                        conversations: number;
                        /** @description How often an answer ended it; what a timer ended does not count */
                        left: number;
                        /** @description From coming to it to that answer */
                        averageMs: number | null;
                    }[];
                } | null;
                responses: {
                    /** @description From the patient's first words of a session to the first answer */
                    firstReply: {
                        count: number;
                        averageMs: number | null;
                        buckets: {
                            /** @description Null: longer than the bucket before */
                            upToMs: number | null;
                            count: number;
                        }[];
                    };
                    /** @description From the call for a person to a person's first word */
                    firstHuman: {
                        count: number;
                        averageMs: number | null;
                        buckets: {
                            /** @description Null: longer than the bucket before */
                            upToMs: number | null;
                            count: number;
                        }[];
                    };
                    handoffs: {
                        reason: string;
                        count: number;
                    }[];
                } | null;
                /** @description Of all services, whichever is asked for */
                services: {
                    services: {
                        service: string;
                        conversations: number;
                        leads: number;
                    }[];
                } | null;
                /** @description Of all services, whichever is asked for */
                peakHours: {
                    /** @description Patients' messages; hours without any are absent */
                    cells: {
                        /** @description 1 is Monday */
                        weekday: number;
                        hour: number;
                        messages: number;
                    }[];
                } | null;
                /** @description Of all services, whichever is asked for */
                deliveries: {
                    /** @description How far each message has come by now */
                    statuses: {
                        status: string;
                        count: number;
                    }[];
                    failures: {
                        code: string;
                        count: number;
                    }[];
                    /** @description Between 0 and 1; null where there was nothing */
                    failureRate: number | null;
                } | null;
            };
            former: {
                days: {
                    /** @description Every day of the period */
                    days: {
                        day: string;
                        /** @description Sessions: stretches of talk, by the day they began on */
                        conversations: number;
                        withLead: number;
                        withHandoff: number;
                        /** @description Null where a service is asked for: messages belong to none */
                        patientMessages: number | null;
                    }[];
                } | null;
                funnel: {
                    conversations: number;
                    withLead: number;
                    withHandoff: number;
                    /** @description Between 0 and 1; null where there was nothing */
                    leadRate: number | null;
                    /** @description Between 0 and 1; null where there was nothing */
                    handoffRate: number | null;
                    leads: {
                        new: number;
                        assigned: number;
                        converted: number;
                        discarded: number;
                    };
                    /** @description Between 0 and 1; null where there was nothing */
                    conversionRate: number | null;
                    /** @description The state most came to first */
                    states: {
                        step: string;
                        /** @description What is asked there by the flow of today; null where it has no such state */
                        stepText: string | null;
                        /** @description Sessions that came to it */
                        conversations: number;
                        /** @description How often an answer ended it; what a timer ended does not count */
                        left: number;
                        /** @description From coming to it to that answer */
                        averageMs: number | null;
                    }[];
                } | null;
                responses: {
                    /** @description From the patient's first words of a session to the first answer */
                    firstReply: {
                        count: number;
                        averageMs: number | null;
                        buckets: {
                            /** @description Null: longer than the bucket before */
                            upToMs: number | null;
                            count: number;
                        }[];
                    };
                    /** @description From the call for a person to a person's first word */
                    firstHuman: {
                        count: number;
                        averageMs: number | null;
                        buckets: {
                            /** @description Null: longer than the bucket before */
                            upToMs: number | null;
                            count: number;
                        }[];
                    };
                    handoffs: {
                        reason: string;
                        count: number;
                    }[];
                } | null;
                /** @description Of all services, whichever is asked for */
                services: {
                    services: {
                        service: string;
                        conversations: number;
                        leads: number;
                    }[];
                } | null;
                /** @description Of all services, whichever is asked for */
                peakHours: {
                    /** @description Patients' messages; hours without any are absent */
                    cells: {
                        /** @description 1 is Monday */
                        weekday: number;
                        hour: number;
                        messages: number;
                    }[];
                } | null;
                /** @description Of all services, whichever is asked for */
                deliveries: {
                    /** @description How far each message has come by now */
                    statuses: {
                        status: string;
                        count: number;
                    }[];
                    failures: {
                        code: string;
                        count: number;
                    }[];
                    /** @description Between 0 and 1; null where there was nothing */
                    failureRate: number | null;
                } | null;
            };
        };
        Appointment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            patient: string;
            /** Format: uuid */
            professionalId: string;
            professional: string;
            /** Format: uuid */
            serviceId: string;
            service: string;
            startsAt: string;
            endsAt: string;
            /** @enum {string} */
            state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
            /** @enum {string} */
            modality: "in-person" | "online" | "both";
            link: string | null;
            note: string | null;
            reason: string | null;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            history: {
                at: string;
                by: string | null;
                stateBefore: ("requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled") | null;
                /** @enum {string} */
                state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
                startsAt: string;
                /** Format: uuid */
                professionalId: string;
                reason: string | null;
            }[];
            /** @description Who was told of this change, where the request asked for it */
            told?: components["schemas"]["Recipient"];
        };
        AppointmentAround: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            patient: string;
            /** Format: uuid */
            serviceId: string;
            service: string;
            /** Format: uuid */
            professionalId: string;
            professional: string;
            startsAt: string;
            endsAt: string;
            /** @enum {string} */
            state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
            /** @enum {string} */
            modality: "in-person" | "online" | "both";
            note: string | null;
            reason: string | null;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        /** @description What is absent is as it stands */
        AppointmentChange: {
            /** @enum {string} */
            change: "requested" | "booked" | "moved" | "confirmed" | "cancelled";
            /** Format: uuid */
            professionalId?: string;
            /** Format: uuid */
            serviceId?: string;
            /** Format: date-time */
            startsAt?: string;
            /** @enum {string} */
            modality?: "in-person" | "online";
            /** @description Where the video call is; the bot tells it to who asks */
            link?: string | null;
        };
        AppointmentListed: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            patient: string;
            /** Format: uuid */
            professionalId: string;
            professional: string;
            /** Format: uuid */
            serviceId: string;
            service: string;
            startsAt: string;
            endsAt: string;
            /** @enum {string} */
            state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
            /** @enum {string} */
            modality: "in-person" | "online" | "both";
            link: string | null;
            note: string | null;
            reason: string | null;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        AppointmentMessage: {
            text: string;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            to: components["schemas"]["Recipient"] | null;
            /** @description Why it cannot be sent: none of the family ever wrote, or all who did want no more messages */
            whyNot: ("no-conversation" | "opted-out") | null;
        };
        AppointmentPatch: {
            /** Format: uuid */
            professionalId?: string;
            /** Format: uuid */
            serviceId?: string;
            /** Format: date-time */
            startsAt?: string;
            /** @enum {string} */
            modality?: "in-person" | "online";
            /** @description Where the video call is; the bot tells it to who asks */
            link?: string | null;
            note?: string | null;
            durationMinutes?: number;
            /** @description Book it although the clinic is closed, or the professional away or not at work then */
            allowOutsideHours?: boolean;
            /** @description Tell the patient, or who answers for them, on WhatsApp: true for the sentence of the preview, or these words */
            tell?: boolean | string;
        };
        AppointmentStateChange: {
            /** @enum {string} */
            state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
            reason?: string;
            /** @description Tell the patient, or who answers for them, on WhatsApp: true for the sentence of the preview, or these words */
            tell?: boolean | string;
        };
        AppointmentsPage: {
            items: components["schemas"]["AppointmentListed"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        AppointmentsStateChange: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** @enum {string} */
            state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
            reason?: string;
            /** @description A row with no one to tell fails, and stays as it is */
            tell?: boolean;
        };
        Assignee: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        AuditEntry: {
            id: number;
            at: string;
            userId: string | null;
            user: string | null;
            action: string;
            entity: string;
            entityId: string | null;
            changes: {
                [key: string]: string | number | boolean | null | string[];
            } | null;
            address: string | null;
            requestId: string | null;
            traceId: string | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Block: {
            /** Format: uuid */
            id: string;
            channel: string;
            contactKey: string;
            reason: string;
            until: string | null;
            blockedAt: string;
            blockedBy: string;
            liftedAt: string | null;
            inForce: boolean;
        };
        BlocksLifting: {
            ids: string[];
        };
        BlocksPage: {
            items: components["schemas"]["Block"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Bot: {
            /** @description False: the bot is silent on every number */
            enabled: boolean;
            /** @description 0 until it is first switched */
            version: number;
        };
        BotSwitch: {
            enabled: boolean;
        };
        /** @description One result a row, in the order asked; a row that fails undoes only itself. Rows that say `unavailable` are to be sent again, under another key */
        BulkAnswer: {
            done: number;
            failed: number;
            results: {
                id: string;
                ok: boolean;
                /**
                 * @description Of the problem, where there was one
                 * @enum {string}
                 */
                code?: "invalid-request" | "unauthenticated" | "wrong-credentials" | "session-ended" | "forbidden" | "cross-site" | "password-change-required" | "not-found" | "already-exists" | "possible-duplicate" | "overlap" | "outside-hours" | "not-allowed-now" | "still-in-use" | "request-under-way" | "version-mismatch" | "payload-too-large" | "unsupported-media-type" | "unknown-reference" | "flow-has-problems" | "idempotency-mismatch" | "weak-password" | "version-required" | "too-many-requests" | "too-many-failures" | "internal" | "unavailable";
                detail?: string;
            }[];
        };
        BulkTags: {
            patientIds: string[];
            /** @default [] */
            add: string[];
            /** @default [] */
            remove: string[];
        };
        BusinessHours: {
            timeZone: string;
            monday: {
                opens: string;
                closes: string;
            }[];
            tuesday: {
                opens: string;
                closes: string;
            }[];
            wednesday: {
                opens: string;
                closes: string;
            }[];
            thursday: {
                opens: string;
                closes: string;
            }[];
            friday: {
                opens: string;
                closes: string;
            }[];
            saturday: {
                opens: string;
                closes: string;
            }[];
            sunday: {
                opens: string;
                closes: string;
            }[];
        };
        BusinessHoursInput: {
            timeZone: string;
            monday: {
                opens: string;
                closes: string;
            }[];
            tuesday: {
                opens: string;
                closes: string;
            }[];
            wednesday: {
                opens: string;
                closes: string;
            }[];
            thursday: {
                opens: string;
                closes: string;
            }[];
            friday: {
                opens: string;
                closes: string;
            }[];
            saturday: {
                opens: string;
                closes: string;
            }[];
            sunday: {
                opens: string;
                closes: string;
            }[];
        };
        BusinessHoursSetting: {
            /** @constant */
            key: "business-hours";
            value: components["schemas"]["BusinessHours"];
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        Channel: {
            id: string;
            name: string;
            botEnabled: boolean;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        ChannelPatch: {
            name?: string;
            botEnabled?: boolean;
        };
        Channels: {
            items: components["schemas"]["Channel"][];
        };
        ClinicCard: {
            name: string;
            phone?: string;
            address?: string;
        };
        ClinicCardInput: {
            name: string;
            phone?: string;
            address?: string;
        };
        ClinicSetting: {
            /** @constant */
            key: "clinic";
            value: components["schemas"]["ClinicCard"];
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        Consent: {
            /** @enum {string} */
            purpose: "privacy" | "messages" | "reminders";
            /** @enum {string} */
            act: "informed" | "given" | "withdrawn";
            at: string;
            withdrawnAt: string | null;
            channel: string;
            contactKey: string;
            /** @description The message by which it happened */
            eventId: string;
            eventSeq: number;
            turnSeq: number;
            /** @description The version of the words */
            flowVersion: string;
            wording: string | null;
        };
        Contact: {
            /** Format: uuid */
            id: string;
            channel: string;
            contactKey: string;
            displayName: string | null;
        };
        ContactPatch: {
            /** @description What staff call it; the bot keeps its own name in the conversation */
            displayName?: string | null;
        };
        ContactRecord: {
            /** Format: uuid */
            id: string;
            channel: string;
            contactKey: string;
            displayName: string | null;
            /** @description Who writes behind it */
            people: {
                /** @enum {string} */
                kind: "patient" | "guardian";
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            deletedAt: string | null;
        };
        ContactsDeletion: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
            release?: boolean;
        };
        ContactsPage: {
            items: components["schemas"]["ContactRecord"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Conversation: {
            channel: string;
            contactKey: string;
            /** @description What the patient is called, as far as the bot learned it */
            name: string | null;
            /** @description The state of the flow it stands on; null between sessions */
            step: string | null;
            /** @enum {string} */
            mode: "bot" | "human" | "paused";
            humanUntil: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            flowVersion: string | null;
            optedOut: boolean;
            blocked: boolean;
            /** @description Since when it waits for an operator, because an event could not be handled */
            parkedSince: string | null;
            /** @description The contact that turned out to be the same person */
            mergedInto: string | null;
            lastMessageAt: string;
            lastPatientAt: string | null;
            lastAnswerAt: string | null;
            /** @description Since when the patient's words have no answer, from bot or staff */
            unansweredSince: string | null;
            /** @description Since when the patient waits for a person */
            waitingSince: string | null;
            waitingSeconds: number | null;
            turnCount: number;
            /** @description Its last decision's number in the log */
            turnSeq: number;
            writer: components["schemas"]["Writer"];
            /** @description For whom they may write */
            patients: components["schemas"]["WrittenFor"][];
            assignee: components["schemas"]["Assignee"] | null;
            /** @description The patient's messages behind your mark; 100 stands for a hundred or more */
            unread: number;
            /** @description The gravest call for a person that is open; `label` is for people */
            handoff: {
                reason: string;
                label: string;
                team: string;
                /** @enum {string} */
                priority: "urgent" | "high" | "normal" | "low";
                askedAt: string;
            } | null;
            /** @description What was said last; of long texts the beginning */
            last: {
                id: string;
                at: string;
                author: components["schemas"]["MessageAuthor"];
                kind: components["schemas"]["MessageKind"];
                text: string;
                /** @description How far it came; null for what patients wrote */
                status: components["schemas"]["DeliveryStatus"] | null;
            } | null;
            /** @description What the patient wrote last; of long texts the beginning */
            words: {
                kind: components["schemas"]["MessageKind"];
                text: string;
            } | null;
            /** @description What is asked on its step, as the flow calls it */
            stepText: string | null;
            /** @description What the bot keeps of what the patient told, in the order people ask */
            values: components["schemas"]["LearnedValue"][];
            firstWords: string | null;
            /** @description Who is linked to this number */
            people: {
                /** @enum {string} */
                kind: "guardian" | "patient";
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            /** @description Open ones of this contact, the newest first */
            leads: {
                /** Format: uuid */
                id: string;
                capturedAt: string;
                name: string | null;
                service: string | null;
                reason: string | null;
                kind: string | null;
                /** @enum {string} */
                status: "new" | "assigned" | "converted" | "discarded";
                assigneeId: string | null;
            }[];
            /** @description The next ones of the patients it may be about */
            appointments: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                patientId: string;
                patient: string;
                professional: string;
                service: string;
                startsAt: string;
                endsAt: string;
                /** @enum {string} */
                state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
                /** @enum {string} */
                modality: "in-person" | "online" | "both";
            }[];
            /** @description Where else the same people write from */
            others: {
                channel: string;
                contactKey: string;
                name: string | null;
                /** @enum {string} */
                mode: "bot" | "human" | "paused";
                lastMessageAt: string;
            }[];
            /** @description What to know before writing */
            warnings: components["schemas"]["ConversationWarning"][];
            /** @description The same conversation at the attendants' desk, where there is one */
            deskUrl: string | null;
        };
        ConversationAround: {
            channel: string;
            contactKey: string;
            name: string | null;
            /** @enum {string} */
            mode: "bot" | "human" | "paused";
            humanUntil: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            optedOut: boolean;
            lastMessageAt: string;
            waitingSince: string | null;
            unansweredSince: string | null;
            last: {
                author: string;
                kind: string;
                text: string;
            } | null;
            writers: components["schemas"]["WriterOfPerson"][];
        };
        ConversationAssigned: {
            assignee: components["schemas"]["Assignee"] | null;
            before: components["schemas"]["Assignee"] | null;
        };
        ConversationAssignment: {
            userId: string | null;
        };
        ConversationCounts: {
            all: {
                total: number;
                /** @description False: there are at least `total` */
                totalIsExact: boolean;
            };
            waiting: {
                total: number;
                /** @description False: there are at least `total` */
                totalIsExact: boolean;
            };
            unanswered: {
                total: number;
                /** @description False: there are at least `total` */
                totalIsExact: boolean;
            };
            unread: {
                total: number;
                /** @description False: there are at least `total` */
                totalIsExact: boolean;
            };
            mine: {
                total: number;
                /** @description False: there are at least `total` */
                totalIsExact: boolean;
            };
            unassigned: {
                total: number;
                /** @description False: there are at least `total` */
                totalIsExact: boolean;
            };
        };
        ConversationListed: {
            channel: string;
            contactKey: string;
            /** @description What the patient is called, as far as the bot learned it */
            name: string | null;
            /** @description The state of the flow it stands on; null between sessions */
            step: string | null;
            /** @enum {string} */
            mode: "bot" | "human" | "paused";
            humanUntil: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            flowVersion: string | null;
            optedOut: boolean;
            blocked: boolean;
            /** @description Since when it waits for an operator, because an event could not be handled */
            parkedSince: string | null;
            /** @description The contact that turned out to be the same person */
            mergedInto: string | null;
            lastMessageAt: string;
            lastPatientAt: string | null;
            lastAnswerAt: string | null;
            /** @description Since when the patient's words have no answer, from bot or staff */
            unansweredSince: string | null;
            /** @description Since when the patient waits for a person */
            waitingSince: string | null;
            waitingSeconds: number | null;
            turnCount: number;
            /** @description Its last decision's number in the log */
            turnSeq: number;
            writer: components["schemas"]["Writer"];
            /** @description For whom they may write */
            patients: components["schemas"]["WrittenFor"][];
            assignee: components["schemas"]["Assignee"] | null;
            /** @description The patient's messages behind your mark; 100 stands for a hundred or more */
            unread: number;
            /** @description The gravest call for a person that is open; `label` is for people */
            handoff: {
                reason: string;
                label: string;
                team: string;
                /** @enum {string} */
                priority: "urgent" | "high" | "normal" | "low";
                askedAt: string;
            } | null;
            /** @description What was said last; of long texts the beginning */
            last: {
                id: string;
                at: string;
                author: components["schemas"]["MessageAuthor"];
                kind: components["schemas"]["MessageKind"];
                text: string;
                /** @description How far it came; null for what patients wrote */
                status: components["schemas"]["DeliveryStatus"] | null;
            } | null;
            /** @description What the patient wrote last; of long texts the beginning */
            words: {
                kind: components["schemas"]["MessageKind"];
                text: string;
            } | null;
        };
        ConversationMerge: {
            survivor: string;
        };
        ConversationWarning: {
            /** @enum {string} */
            code: "opted-out" | "blocked" | "no-custody" | "contact-not-wanted" | "emergency-only";
            /** @description For the composer */
            sentence: string;
            patientId: string | null;
        };
        ConversationsPage: {
            items: components["schemas"]["ConversationListed"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Conversationspause: {
            contacts: {
                channel: string;
                contact: string;
            }[];
        };
        Conversationsreturn: {
            contacts: {
                channel: string;
                contact: string;
            }[];
        };
        Conversationstakeover: {
            contacts: {
                channel: string;
                contact: string;
            }[];
        };
        CreatedUser: {
            /** Format: uuid */
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "attendant" | "analyst" | "operator";
            active: boolean;
            mustChangePassword: boolean;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            /** @description Shown once; to be changed at the first login */
            oneTimePassword: string;
        };
        Credentials: {
            /** Format: email */
            email: string;
            password: string;
        };
        /**
         * @description superseded: not sent any more, because a person took over; given-up: its outcome stayed unknown
         * @enum {string}
         */
        DeliveryStatus: "refused" | "held" | "accepted" | "sent" | "failed" | "superseded" | "expired" | "given-up" | "received" | "read" | "played";
        DuplicateCandidates: {
            items: {
                /** Format: uuid */
                id: string;
                name: string;
                birthDate: string | null;
                because: ("cpf" | "phone" | "name")[];
            }[];
        };
        Erasure: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "requested" | "approved" | "running" | "done" | "refused";
            /** @enum {string} */
            kind: "patient" | "guardian" | "contact";
            /** @description Whom; null once it is done or refused */
            subject: string | null;
            reason: string;
            /** @description Null: on the operators' command line */
            requestedBy: string | null;
            decidedBy: string | null;
            decidedAt: string | null;
            /** @description The step that was begun last */
            step: ("plan" | "records" | "streams" | "read-side" | "files" | "buckets" | "desk" | "cache" | "markers" | "verify") | null;
            /** @description Why that step failed; it is made again by itself */
            problem: string | null;
            createdAt: string;
            endedAt: string | null;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        ErasureCertificate: {
            certificate: {
                [key: string]: unknown;
            };
            /** @description The same as a page in Portuguese, in Markdown */
            page: string;
        };
        ErasurePage: {
            items: components["schemas"]["Erasure"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Export: {
            /** Format: uuid */
            id: string;
            entity: string;
            format: string;
            /** @description Rows that fitted the filter when it began */
            total: number;
            /** @description Rows handed to the file so far */
            written: number;
            startedAt: string;
            endedAt: string | null;
            /** @description Null while it is under way; left: the client that asked for it has gone */
            outcome: ("done" | "failed" | "left") | null;
        };
        /** @description `path` as in `body.birthDate`; `message` is for people, in their language */
        FieldError: {
            path: string;
            /** @enum {string} */
            code: "required" | "wrong-type" | "empty" | "too-short" | "too-long" | "too-few" | "too-many" | "too-small" | "too-large" | "invalid-date" | "invalid-instant" | "invalid-time" | "invalid-time-zone" | "invalid-email" | "invalid-id" | "invalid-cpf" | "invalid-phone" | "invalid-link" | "invalid-color" | "invalid-contact" | "invalid-format" | "control-characters" | "not-an-option" | "unknown-field" | "out-of-range" | "out-of-order" | "not-in-future" | "contradiction" | "not-here" | "not-there" | "weak" | "invalid";
            message: string;
        };
        FilledQuickRepliesPage: {
            items: components["schemas"]["FilledQuickReply"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        FilledQuickReply: {
            /** Format: uuid */
            id: string;
            title: string;
            shortcut: string;
            /** @description With its variables filled in */
            text: string;
        };
        Flow: {
            /** Format: uuid */
            id: string;
            slug: string;
            name: string;
            createdAt: string;
            draftUpdatedAt: string | null;
            /** @description The newest version; null for a flow never published */
            publishedNumber: number | null;
        };
        FlowDiff: {
            files: {
                file: string;
                /** @enum {string} */
                change: "added" | "removed" | "changed";
                diff: string;
            }[];
        };
        FlowDraft: {
            /** Format: uuid */
            flowId: string;
            files: {
                [key: string]: string;
            };
            /** @description The version it was begun from */
            baseNumber: number | null;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            /** @description What keeps it from being published; empty when nothing does */
            problems: components["schemas"]["FlowProblem"][];
        };
        /** @description The YAML files of a flow, by their names, as in the repository */
        FlowFiles: {
            [key: string]: string;
        };
        FlowProblem: {
            file: string;
            line: number;
            column: number;
            rule: string;
            message: string;
        };
        FlowPublication: {
            note?: string;
        };
        FlowRepublication: {
            note?: string;
        };
        FlowTrialAnswer: {
            steps: {
                answers: {
                    rule: string;
                    shown: string[];
                    commands: unknown[];
                }[];
            }[];
        };
        FlowTrial: {
            steps: ({
                say: string;
            } | {
                /** @description The id of a button or row */
                tap: string;
            } | {
                waitMinutes: number;
            })[];
            /**
             * Format: date-time
             * @description When it begins; now when absent
             */
            at?: string;
        };
        FlowVersion: {
            number: number;
            /** @description As turns name it, unless services of the staff made another of it */
            hash: string;
            note: string | null;
            publishedAt: string;
            publishedBy: string;
        };
        FlowVersionFiles: {
            number: number;
            hash: string;
            files: {
                [key: string]: string;
            };
        };
        FlowVersions: {
            items: components["schemas"]["FlowVersion"][];
        };
        FlowsPage: {
            items: components["schemas"]["Flow"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        FreeTimes: {
            /** @description The clinic's */
            timeZone: string;
            durationMinutes: number;
            items: {
                startsAt: string;
                endsAt: string;
                /** Format: uuid */
                professionalId: string;
                professional: string;
            }[];
            /** @description False: there are more than one answer holds; ask for fewer days */
            isComplete: boolean;
            /** @description Who was looked at; one without hours has no times, because nothing says when they work */
            professionals: {
                /** Format: uuid */
                id: string;
                name: string;
                hasHours: boolean;
            }[];
        };
        Guardian: {
            /** Format: uuid */
            id: string;
            name: string;
            socialName: string | null;
            birthDate: string | null;
            cpf: string | null;
            phone: string | null;
            email: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            deletedAt: string | null;
            mergedInto: string | null;
            contacts: components["schemas"]["Contact"][];
            patients: {
                /** Format: uuid */
                id: string;
                name: string;
                socialName: string | null;
                /** @enum {string} */
                relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
                /** @enum {string} */
                custody: "sole" | "shared" | "none" | "unknown";
                /** @enum {string} */
                contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
                /** @description Counts changes; send it back in If-Match */
                version: number;
                birthDate: string | null;
            }[];
        };
        GuardianConsents: {
            items: components["schemas"]["Consent"][];
        };
        GuardianLink: {
            /** Format: uuid */
            patientId: string;
            /** Format: uuid */
            guardianId: string;
            /** @enum {string} */
            relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
            /** @enum {string} */
            custody: "sole" | "shared" | "none" | "unknown";
            /** @enum {string} */
            contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        GuardianListed: {
            /** Format: uuid */
            id: string;
            name: string;
            socialName: string | null;
            birthDate: string | null;
            cpf: string | null;
            phone: string | null;
            email: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            patients: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
                /** @enum {string} */
                custody: "sole" | "shared" | "none" | "unknown";
                /** @enum {string} */
                contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
                birthDate: string | null;
            }[];
            /** @description When something was last said in a conversation of theirs; for patients also of a guardian's */
            lastContactAt: string | null;
        };
        GuardianMerge: {
            /**
             * Format: uuid
             * @description The record that goes into this one
             */
            absorbedId: string;
            /** @description Refused when the other has changed since it was looked at */
            absorbedVersion?: number;
            /**
             * @description Whose value each field has afterwards; where nothing is said, what is lacking is taken over
             * @default {}
             */
            fields: {
                /** @enum {string} */
                name?: "kept" | "other";
                /** @enum {string} */
                socialName?: "kept" | "other";
                /** @enum {string} */
                birthDate?: "kept" | "other";
                /** @enum {string} */
                cpf?: "kept" | "other";
                /** @enum {string} */
                phone?: "kept" | "other";
                /** @enum {string} */
                email?: "kept" | "other";
                /** @enum {string} */
                language?: "kept" | "other";
            };
        };
        GuardianPatch: {
            name?: string;
            /** @description Nome social: how the person is called in every contact */
            socialName?: string | null;
            birthDate?: string | null;
            cpf?: string | null;
            phone?: string | null;
            email?: string | null;
            /** @enum {string} */
            language?: "pt" | "es" | "en";
        };
        GuardianRecord: {
            guardian: components["schemas"]["Guardian"];
            /** @description The last 50, the newest first */
            conversations: components["schemas"]["ConversationAround"][];
            appointments: {
                /** @description Those that are not over, the next first */
                upcoming: components["schemas"]["AppointmentAround"][];
                /** @description The last 20, the newest first */
                past: components["schemas"]["AppointmentAround"][];
            };
            /** @description The last 20, the newest first */
            leads: components["schemas"]["LeadAround"][];
            /** @description Records that went into this one, the newest first */
            merges: components["schemas"]["Merge"][];
            /** @description What was done lately, the newest first */
            history: components["schemas"]["HistoryLine"][];
        };
        GuardiansDeletion: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
            release?: boolean;
        };
        GuardiansPage: {
            items: components["schemas"]["GuardianListed"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        HistoryLine: {
            at: string;
            by: string | null;
            entity: string;
            entityId: string;
            action: string;
            /** @description Of the record, where fields changed; what they say is not told */
            fields: string[];
            /** @description For the desk, in Portuguese: `Rosana mudou o telefone em 3 de maio` */
            sentence: string;
        };
        Holiday: {
            day: string;
            name: string;
            /** @description In their order; none: closed all day */
            open: {
                opens: string;
                closes: string;
            }[];
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        Holidays: {
            items: components["schemas"]["Holiday"][];
            /** @description Days on which the bot's flow closes anyway: `12-25` of each year, or a date */
            ofFlow: string[];
        };
        Home: {
            at: string;
            /** @description The clinic's */
            timeZone: string;
            /** @description Who waits for a person */
            waiting: {
                /** @description At most a thousand are counted */
                count: number;
                /** @description False: there are at least `count` */
                countIsExact: boolean;
                /** @description The longest first. Null for a role that may not list them */
                items: {
                    channel: string;
                    contactKey: string;
                    name: string | null;
                    waitingSince: string;
                    /** @description Why a person was called, where the bot did */
                    reason: string | null;
                    /** @description The reason in words */
                    label: string | null;
                    team: string | null;
                    /** @description What they wrote last; of long texts the beginning */
                    words: {
                        kind: components["schemas"]["MessageKind"];
                        text: string;
                    } | null;
                }[] | null;
            };
            /** @description Whose last words have no answer, from bot or staff */
            unanswered: {
                /** @description At most a thousand are counted */
                count: number;
                /** @description False: there are at least `count` */
                countIsExact: boolean;
            };
            /** @description Leads that no one has worked on yet */
            leads: {
                /** @description At most a thousand are counted */
                count: number;
                /** @description False: there are at least `count` */
                countIsExact: boolean;
                /** @description The newest first. Null for a role that may not list them */
                items: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                    service: string | null;
                    reason: string | null;
                    /** @description The reason in words */
                    label: string | null;
                    channel: string;
                    contactKey: string;
                    capturedAt: string;
                }[] | null;
            };
            /** @description Today, by the clinic's zone */
            appointments: {
                day: string;
                /** @description Of the whole day, without the cancelled ones */
                count: number;
                /** @description Those still to come, and those under way. Null for a role that may not list them */
                items: {
                    /** Format: uuid */
                    id: string;
                    startsAt: string;
                    endsAt: string;
                    /** @enum {string} */
                    state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
                    /** Format: uuid */
                    patientId: string;
                    patient: string;
                    professional: string;
                    service: string;
                }[] | null;
            };
            channels: {
                id: string;
                name: string;
                botEnabled: boolean;
                /**
                 * @description `unknown`: nothing was heard of it, or the broker is away
                 * @enum {string}
                 */
                state: "online" | "offline" | "unknown";
                since: string | null;
                /** @description How far the bot may go there: only record, answer new contacts, answer all; null: no process has said */
                goLive: ("observe" | "new-contacts" | "all") | null;
                /** @description Whether its chats were read, before which the bot says nothing; null where that is not needed */
                begun: boolean | null;
            }[];
            bot: {
                enabled: boolean;
                version: number;
            };
        };
        ImportInspection: {
            /**
             * @description By what is in it, whatever it is called
             * @enum {string}
             */
            format: "csv" | "xlsx";
            encoding: ("utf-8" | "windows-1252" | "utf-16le" | "utf-16be") | null;
            delimiter: ("semicolon" | "comma" | "tab" | "bar") | null;
            /** @description The tab that was read */
            sheet: string | null;
            sheets: {
                name: string;
                hidden: boolean;
            }[];
            /** @description The line that names the columns */
            titlesLine: number;
            /** @description What is not to be seen in the rows: lines left out, cells filled in, signs that were dropped */
            notices: {
                /** @enum {string} */
                kind: "lines-above" | "sums" | "titles-again" | "hidden-rows" | "hidden-sheet" | "merged-cells" | "formulas-without-value" | "stray-quotes" | "nul-bytes";
                count: number;
                /** @description The first of many */
                lines: number[];
            }[];
            /** @description Below the titles */
            rows: number;
            columns: {
                title: string;
                /** @description By its title, or by what is in it */
                suggested: ("name" | "socialName" | "birthDate" | "cpf" | "phone" | "email" | "language" | "insurance") | null;
                /** @description The place of an earlier column with a title of the same field */
                rival: number | null;
                /** @description Of days as 1/2/1990: unclear where each could be a month, mixed where they differ; null: no such days */
                dateOrder: ("dmy" | "mdy" | "unclear" | "mixed") | null;
                filled: number;
                samples: string[];
            }[];
            firstRows: {
                /** @description Its line in the file */
                row: number;
                cells: string[];
            }[];
        };
        ImportProgress: {
            /** Format: uuid */
            id: string;
            /** @description Rows of the file */
            total: number;
            checked: number;
            written: number;
            startedAt: string;
            endedAt: string | null;
            /** @description Null while it is under way; refused: rows had problems, and nothing was changed */
            outcome: ("done" | "refused" | "failed") | null;
        };
        ImportReport: {
            rows: number;
            /** @description What the rows without a problem come to */
            planned: {
                create: number;
                update: number;
                skip: number;
            };
            /** @description Records that were made */
            imported: number;
            updated: number;
            skipped: number;
            /** @description Of records that are there, what the file says otherwise; of long files the first */
            changes: {
                row: number;
                /** Format: uuid */
                patientId: string;
                fields: ("name" | "socialName" | "birthDate" | "cpf" | "phone" | "email" | "language" | "insurance")[];
            }[];
            problems: {
                /** @description Its line in the file */
                row: number;
                messages: string[];
            }[];
            /** @description Rows that are only alike: they are taken all the same */
            warnings: {
                /** @description Its line in the file */
                row: number;
                messages: string[];
            }[];
            /** @description Among the problems: rows of people who had their data erased */
            erased: number;
            /** @description Titles of columns that hold no field */
            ignoredColumns: string[];
        };
        Lead: {
            /** Format: uuid */
            id: string;
            channel: string;
            contactKey: string;
            /** @description What staff call the contact */
            contact: string | null;
            /** @description Who is known to write behind the contact */
            people: {
                /** @enum {string} */
                kind: "patient" | "guardian";
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            capturedAt: string;
            /** @description Since it was captured */
            ageMinutes: number;
            /** @description Of who writes */
            name: string | null;
            /** @description By the clinic's flow: self, child, relative, several */
            forWhom: string | null;
            /** @description As it was said, where it is for another */
            patientName: string | null;
            service: string | null;
            /** @description In Portuguese, where it is one of the records */
            serviceName: string | null;
            team: string | null;
            reason: string | null;
            /** @description What the flow calls what it captured; null for a call for a person alone */
            kind: string | null;
            language: string | null;
            /** @description Everything the bot learned, as it was said */
            captured: {
                [key: string]: string;
            };
            /** @enum {string} */
            status: "new" | "assigned" | "converted" | "discarded";
            assigneeId: string | null;
            assignee: string | null;
            patientId: string | null;
            guardianId: string | null;
            discardReason: string | null;
            /** @description Of what staff did with it; 0 for a lead that staff never touched */
            version: number;
        };
        LeadAround: {
            /** Format: uuid */
            id: string;
            channel: string;
            contactKey: string;
            capturedAt: string;
            name: string | null;
            service: string | null;
            kind: string | null;
            reason: string | null;
            /** @enum {string} */
            status: "new" | "assigned" | "converted" | "discarded";
            assignee: string | null;
            /** @description Of what staff did with it; 0 for a new lead */
            version: number;
        };
        LeadAssignment: {
            /** Format: uuid */
            assigneeId: string;
        };
        LeadBoard: {
            /** @description One a status, in the order in which a lead goes through them */
            columns: {
                /** @enum {string} */
                status: "new" | "assigned" | "converted" | "discarded";
                /** @description The newest first */
                items: components["schemas"]["Lead"][];
                /** @description Cursor of the list with this status and sort=-capturedAt */
                next: string | null;
                total: number;
                /** @description False: there are at least `total` */
                totalIsExact: boolean;
            }[];
        };
        LeadConversion: {
            /**
             * Format: uuid
             * @description An existing patient; or else `patient`
             */
            patientId?: string;
            patient?: components["schemas"]["NewPatient"];
            /** Format: uuid */
            guardianId?: string;
            guardian?: components["schemas"]["NewGuardian"];
            /** @description How the guardian and the patient belong together */
            link?: components["schemas"]["NewGuardianLink"];
            /**
             * @description Who is behind the contact the lead came from
             * @enum {string}
             */
            writes: "patient" | "guardian";
            /** @default false */
            allowDuplicates: boolean;
        };
        LeadDiscard: {
            reason: string;
        };
        LeadDuplicates: {
            patients: {
                /** Format: uuid */
                id: string;
                name: string;
                birthDate: string | null;
                because: ("cpf" | "phone" | "name")[];
            }[];
            guardians: {
                /** Format: uuid */
                id: string;
                name: string;
                birthDate: string | null;
                because: ("cpf" | "phone" | "name")[];
            }[];
        };
        LeadLikeness: {
            /** @description As far as it is typed; absent: what the lead says */
            patient?: {
                name?: string;
                birthDate?: string | null;
                cpf?: string | null;
                phone?: string | null;
            };
            guardian?: {
                name?: string;
                birthDate?: string | null;
                cpf?: string | null;
                phone?: string | null;
            };
        };
        LeadsAssignment: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** Format: uuid */
            assigneeId: string;
        };
        LeadsDiscard: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            reason: string;
        };
        LeadsPage: {
            items: components["schemas"]["Lead"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        LearnedValue: {
            name: string;
            label: string;
            value: string;
        };
        Me: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            /** @enum {string} */
            role: "admin" | "attendant" | "analyst" | "operator";
            mustChangePassword: boolean;
            /** @description Ids of the operations this role may call, in the order of the alphabet */
            permissions: string[];
            clinic: {
                /** @description Null until it was set */
                name: string | null;
                /** @description The clinic's days and hours are counted in it */
                timeZone: string;
            };
            preferences: components["schemas"]["Preferences"];
            /** @description `Last-Event-ID` for the stream of changes: nothing that changes after this answer is missed */
            changesFrom: string;
        };
        Merge: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            absorbedId: string;
            absorbedName: string;
            mergedAt: string;
            by: string;
            undoneAt: string | null;
            /** @description What one of the two said and the record does not say now */
            alternatives: {
                field: string;
                value: string;
            }[];
            /** @description Null: it was undone, or can no longer be */
            undoableUntil: string | null;
        };
        MergePreview: {
            kept: {
                /** Format: uuid */
                id: string;
                name: string;
                createdAt: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            };
            other: {
                /** Format: uuid */
                id: string;
                name: string;
                createdAt: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            };
            fields: {
                field: string;
                kept: string | null;
                other: string | null;
                /**
                 * @description kept, other: only this one says something
                 * @enum {string}
                 */
                state: "same" | "kept" | "other" | "conflict";
                /** @enum {string} */
                suggested: "kept" | "other";
            }[];
            /** @description Relations that both have and that say different things; the stricter word counts */
            relations: {
                /** Format: uuid */
                id: string;
                name: string;
                kept: components["schemas"]["RelationSaid"];
                other: components["schemas"]["RelationSaid"];
                result: components["schemas"]["RelationSaid"];
            }[];
            /** @description What goes from the other to the one that is kept */
            moves: {
                /** @description Guardians of a patient, patients of a guardian */
                relatives: number;
                contacts: number;
                leads: number;
                tags: number;
                notes: number;
                appointments: number;
            };
            /** @description Appointments of both at the same time; with any of these the merge is refused */
            clashes: {
                /** Format: uuid */
                keptId: string;
                /** Format: uuid */
                otherId: string;
                startsAt: string;
            }[];
            undoDays: number;
        };
        MergedGuardian: {
            /** Format: uuid */
            id: string;
            name: string;
            socialName: string | null;
            birthDate: string | null;
            cpf: string | null;
            phone: string | null;
            email: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            deletedAt: string | null;
            mergedInto: string | null;
            contacts: components["schemas"]["Contact"][];
            patients: {
                /** Format: uuid */
                id: string;
                name: string;
                socialName: string | null;
                /** @enum {string} */
                relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
                /** @enum {string} */
                custody: "sole" | "shared" | "none" | "unknown";
                /** @enum {string} */
                contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
                /** @description Counts changes; send it back in If-Match */
                version: number;
                birthDate: string | null;
            }[];
            /**
             * Format: uuid
             * @description For undoing it
             */
            mergeId: string;
        };
        MergedPatient: {
            /** Format: uuid */
            id: string;
            name: string;
            socialName: string | null;
            birthDate: string | null;
            cpf: string | null;
            phone: string | null;
            email: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            insurance: string | null;
            deletedAt: string | null;
            mergedInto: string | null;
            contacts: components["schemas"]["Contact"][];
            guardians: {
                /** Format: uuid */
                id: string;
                name: string;
                socialName: string | null;
                /** @enum {string} */
                relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
                /** @enum {string} */
                custody: "sole" | "shared" | "none" | "unknown";
                /** @enum {string} */
                contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
                /** @description Counts changes; send it back in If-Match */
                version: number;
                phone: string | null;
            }[];
            tags: components["schemas"]["TagRef"][];
            notes: components["schemas"]["Note"][];
            /**
             * Format: uuid
             * @description For undoing it
             */
            mergeId: string;
        };
        /**
         * @description phone: a person on the clinic's phone; other-system: by the gateway's API, not by us
         * @enum {string}
         */
        MessageAuthor: "patient" | "bot" | "attendant" | "phone" | "system" | "other-system";
        MessageDelivery: {
            status: components["schemas"]["DeliveryStatus"];
            code: string | null;
            attempts: number;
            settledAs: ("sent" | "sent-once-more" | "given-to-person") | null;
            acceptedAt: string | null;
            sentAt: string | null;
            receivedAt: string | null;
            readAt: string | null;
        };
        /** @enum {string} */
        MessageKind: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contact-card" | "card" | "button-reply" | "list-reply" | "poll" | "poll-vote" | "reaction" | "call" | "unknown" | "buttons" | "list" | "link" | "contact";
        MessageMedia: {
            mimeType: string | null;
            fileName: string | null;
            seconds: number | null;
            voiceNote: boolean;
            viewOnce: boolean;
            /** @description Where this API hands the file over; null for what is not in our store */
            path: string | null;
            /** @description Where else it is, of what the bot or the desk sent */
            url: string | null;
        };
        MessageReferred: {
            /** @description Null: it is not among what was kept */
            id: string | null;
            author: components["schemas"]["MessageAuthor"] | null;
            kind: components["schemas"]["MessageKind"] | null;
            /** @description Of long texts the beginning */
            text: string | null;
        };
        NewAppointmentChange: {
            /**
             * @default booked
             * @enum {string}
             */
            change: "requested" | "booked" | "moved" | "confirmed" | "cancelled";
            /** Format: uuid */
            patientId: string;
            /** Format: uuid */
            professionalId: string;
            /** Format: uuid */
            serviceId: string;
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            modality: "in-person" | "online";
            /** @description Where the video call is; the bot tells it to who asks */
            link?: string | null;
        };
        NewAppointment: {
            /** Format: uuid */
            patientId: string;
            /** Format: uuid */
            professionalId: string;
            /** Format: uuid */
            serviceId: string;
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            modality: "in-person" | "online";
            /** @description Where the video call is; the bot tells it to who asks */
            link?: string | null;
            note?: string | null;
            /** @description The service's own when absent */
            durationMinutes?: number;
            /**
             * @default scheduled
             * @enum {string}
             */
            state: "requested" | "scheduled" | "confirmed";
            /** @description Book it although the clinic is closed, or the professional away or not at work then */
            allowOutsideHours?: boolean;
            /** @description Tell the patient, or who answers for them, on WhatsApp: true for the sentence of the preview, or these words */
            tell?: boolean | string;
        };
        NewBlock: {
            channel: string;
            contactKey: string;
            reason: string;
            /** @description Absent: until it is lifted */
            until?: string | null;
        };
        NewBlocks: {
            contacts: {
                channel: string;
                contact: string;
            }[];
            reason: string;
            /** @description Absent: until it is lifted */
            until?: string | null;
        };
        NewContact: {
            channel: string;
            contactKey: string;
            /** @description What staff call it; the bot keeps its own name in the conversation */
            displayName?: string | null;
        };
        NewConversationNote: {
            text: string;
        };
        NewErasure: {
            subject: components["schemas"]["PrivacySubject"];
            reason: string;
        };
        NewFlow: {
            slug: string;
            name: string;
        };
        NewGuardian: {
            name: string;
            /** @description Nome social: how the person is called in every contact */
            socialName?: string | null;
            birthDate?: string | null;
            cpf?: string | null;
            phone?: string | null;
            email?: string | null;
            /** @enum {string} */
            language?: "pt" | "es" | "en";
        };
        NewGuardianLink: {
            /** @enum {string} */
            relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
            /**
             * @default unknown
             * @enum {string}
             */
            custody: "sole" | "shared" | "none" | "unknown";
            /**
             * @default allowed
             * @enum {string}
             */
            contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
        };
        NewHoliday: {
            name: string;
            /**
             * @description Two spans have a break between them; none: closed all day
             * @default []
             */
            open: {
                opens: string;
                closes: string;
            }[];
        };
        NewNote: {
            text: string;
            pinned?: boolean;
        };
        NewPatient: {
            name: string;
            /** @description Nome social: how the person is called in every contact */
            socialName?: string | null;
            birthDate?: string | null;
            cpf?: string | null;
            phone?: string | null;
            email?: string | null;
            /** @enum {string} */
            language?: "pt" | "es" | "en";
            insurance?: string | null;
        };
        NewProfessional: {
            name: string;
            /** @description Registro no conselho, como CRP 06/123456 */
            registration?: string | null;
            phone?: string | null;
            email?: string | null;
            active?: boolean;
            serviceIds?: string[];
            /** @description By the clinic's own clock; two spans of a day have a break between them. Without any, the clinic's hours */
            workingHours?: {
                /** @enum {string} */
                weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                opens: string;
                closes: string;
            }[];
            absences?: {
                /** Format: date-time */
                startsAt: string;
                /** Format: date-time */
                endsAt: string;
                /** @default null */
                reason: string | null;
            }[];
        };
        NewQuickReply: {
            title: string;
            /** @description What is typed to find it */
            shortcut: string;
            /** @description May hold {name}, {first_name}, {clinic} */
            text: string;
        };
        NewService: {
            slug: string;
            texts: components["schemas"]["ServiceTexts"];
            /** @description What else patients call it, in whatever language: the bot takes each for this service */
            synonyms?: string[];
            /** @description The plans it takes, and the patient's own part by each; null: as the bot's flow has it; []: none */
            insurances?: {
                name: string;
                priceCents: number | null;
            }[] | null;
            priceCents?: number | null;
            durationMinutes: number;
            /** @enum {string} */
            modality: "in-person" | "online" | "both";
            /** @description In the calendar */
            color?: string;
            active?: boolean;
        };
        NewTag: {
            name: string;
            color?: string;
        };
        NewUser: {
            /** Format: email */
            email: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "attendant" | "analyst" | "operator";
        };
        NewView: {
            page: string;
            name: string;
            /** @description Filters, order and columns, as the page's address holds them, without `?` */
            query: string;
            /** @description Its place among the page's views */
            position: number;
        };
        Note: {
            /** Format: uuid */
            id: string;
            text: string;
            pinned: boolean;
            /** Format: uuid */
            authorId: string;
            author: string;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        NoteListed: {
            /** Format: uuid */
            id: string;
            text: string;
            pinned: boolean;
            /** Format: uuid */
            authorId: string;
            author: string;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            /** Format: uuid */
            patientId: string;
            patient: string;
        };
        NotePatch: {
            text?: string;
            pinned?: boolean;
        };
        NotesDeletion: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
            release?: boolean;
        };
        NotesPage: {
            items: components["schemas"]["NoteListed"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        PasswordChange: {
            current: string;
            password: string;
        };
        PasswordLink: {
            token: string;
            expiresAt: string;
        };
        PasswordReset: {
            token: string;
            password: string;
        };
        Patient: {
            /** Format: uuid */
            id: string;
            name: string;
            socialName: string | null;
            birthDate: string | null;
            cpf: string | null;
            phone: string | null;
            email: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            insurance: string | null;
            deletedAt: string | null;
            mergedInto: string | null;
            contacts: components["schemas"]["Contact"][];
            guardians: {
                /** Format: uuid */
                id: string;
                name: string;
                socialName: string | null;
                /** @enum {string} */
                relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
                /** @enum {string} */
                custody: "sole" | "shared" | "none" | "unknown";
                /** @enum {string} */
                contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
                /** @description Counts changes; send it back in If-Match */
                version: number;
                phone: string | null;
            }[];
            tags: components["schemas"]["TagRef"][];
            notes: components["schemas"]["Note"][];
        };
        PatientConsents: {
            items: components["schemas"]["Consent"][];
        };
        PatientListed: {
            /** Format: uuid */
            id: string;
            name: string;
            socialName: string | null;
            birthDate: string | null;
            cpf: string | null;
            phone: string | null;
            email: string | null;
            /** @enum {string} */
            language: "pt" | "es" | "en";
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
            insurance: string | null;
            tags: components["schemas"]["TagRef"][];
            /** @description The preferred one first */
            guardians: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
                /** @enum {string} */
                custody: "sole" | "shared" | "none" | "unknown";
                /** @enum {string} */
                contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
            }[];
            /** @description When something was last said in a conversation of theirs; for patients also of a guardian's */
            lastContactAt: string | null;
            nextAppointment: {
                /** Format: uuid */
                id: string;
                startsAt: string;
                /** @enum {string} */
                state: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
                service: string;
                professional: string;
            } | null;
        };
        PatientMerge: {
            /**
             * Format: uuid
             * @description The record that goes into this one
             */
            absorbedId: string;
            /** @description Refused when the other has changed since it was looked at */
            absorbedVersion?: number;
            /**
             * @description Whose value each field has afterwards; where nothing is said, what is lacking is taken over
             * @default {}
             */
            fields: {
                /** @enum {string} */
                name?: "kept" | "other";
                /** @enum {string} */
                socialName?: "kept" | "other";
                /** @enum {string} */
                birthDate?: "kept" | "other";
                /** @enum {string} */
                cpf?: "kept" | "other";
                /** @enum {string} */
                phone?: "kept" | "other";
                /** @enum {string} */
                email?: "kept" | "other";
                /** @enum {string} */
                language?: "kept" | "other";
                /** @enum {string} */
                insurance?: "kept" | "other";
            };
        };
        PatientPatch: {
            name?: string;
            /** @description Nome social: how the person is called in every contact */
            socialName?: string | null;
            birthDate?: string | null;
            cpf?: string | null;
            phone?: string | null;
            email?: string | null;
            /** @enum {string} */
            language?: "pt" | "es" | "en";
            insurance?: string | null;
        };
        PatientRecord: {
            patient: components["schemas"]["Patient"];
            /** @description The last 50, the newest first */
            conversations: components["schemas"]["ConversationAround"][];
            appointments: {
                /** @description Those that are not over, the next first */
                upcoming: components["schemas"]["AppointmentAround"][];
                /** @description The last 20, the newest first */
                past: components["schemas"]["AppointmentAround"][];
            };
            /** @description The last 20, the newest first */
            leads: components["schemas"]["LeadAround"][];
            /** @description Records that went into this one, the newest first */
            merges: components["schemas"]["Merge"][];
            /** @description What was done lately, the newest first */
            history: components["schemas"]["HistoryLine"][];
        };
        PatientTagIds: {
            tagIds: string[];
        };
        PatientTags: {
            items: components["schemas"]["TagRef"][];
        };
        PatientsDeletion: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
            release?: boolean;
        };
        PatientsPage: {
            items: components["schemas"]["PatientListed"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Period: {
            startsAt: string;
            endsAt: string;
        };
        Preferences: {
            /** @enum {string} */
            language: "pt" | "es" | "en";
            /** @enum {string} */
            theme: "light" | "dark" | "system";
            sound: boolean;
            /** @description Of the desktop, about what is new */
            notifications: boolean;
            /** @description Small choices of the panel, by names of its own */
            choices: {
                [key: string]: string | number | boolean;
            };
        };
        PreferencesInput: {
            /** @enum {string} */
            language: "pt" | "es" | "en";
            /** @enum {string} */
            theme: "light" | "dark" | "system";
            sound: boolean;
            /** @description Of the desktop, about what is new */
            notifications: boolean;
            /** @description Small choices of the panel, by names of its own */
            choices: {
                [key: string]: string | number | boolean;
            };
        };
        Presence: {
            /** @enum {string} */
            state: "looking" | "typing" | "gone";
        };
        PreviewedMerge: {
            /**
             * Format: uuid
             * @description The record that goes into this one
             */
            absorbedId: string;
        };
        PrivacySubject: {
            /** @enum {string} */
            kind: "patient" | "guardian";
            /** Format: uuid */
            id: string;
        } | {
            /** @constant */
            kind: "contact";
            contact: string;
        };
        /** @description RFC 9457. `title` and `detail` are sentences for people, in the language of Accept-Language: pt, es or en. */
        Problem: {
            /** @constant */
            type: "/problems/invalid-request";
            /** @constant */
            code: "invalid-request";
            /** @constant */
            status: 400;
            title: string;
            detail: string;
            requestId: string;
            errors?: components["schemas"]["FieldError"][];
        } | {
            /** @constant */
            type: "/problems/unauthenticated";
            /** @constant */
            code: "unauthenticated";
            /** @constant */
            status: 401;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/wrong-credentials";
            /** @constant */
            code: "wrong-credentials";
            /** @constant */
            status: 401;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/session-ended";
            /** @constant */
            code: "session-ended";
            /** @constant */
            status: 401;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/forbidden";
            /** @constant */
            code: "forbidden";
            /** @constant */
            status: 403;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/cross-site";
            /** @constant */
            code: "cross-site";
            /** @constant */
            status: 403;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/password-change-required";
            /** @constant */
            code: "password-change-required";
            /** @constant */
            status: 403;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/not-found";
            /** @constant */
            code: "not-found";
            /** @constant */
            status: 404;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/already-exists";
            /** @constant */
            code: "already-exists";
            /** @constant */
            status: 409;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/possible-duplicate";
            /** @constant */
            code: "possible-duplicate";
            /** @constant */
            status: 409;
            title: string;
            detail: string;
            requestId: string;
            candidates: {
                /** Format: uuid */
                id: string;
                name: string;
                because: ("cpf" | "phone" | "name")[];
            }[];
        } | {
            /** @constant */
            type: "/problems/overlap";
            /** @constant */
            code: "overlap";
            /** @constant */
            status: 409;
            title: string;
            detail: string;
            requestId: string;
            clashes?: {
                /**
                 * Format: uuid
                 * @description Of the appointment that is in the way
                 */
                id: string;
                /** @description Whose time it takes */
                of: ("professional" | "patient")[];
                startsAt: string;
                endsAt: string;
                /** Format: uuid */
                patientId: string;
                patient: string;
                /** Format: uuid */
                professionalId: string;
                professional: string;
            }[];
        } | {
            /** @constant */
            type: "/problems/outside-hours";
            /** @constant */
            code: "outside-hours";
            /** @constant */
            status: 409;
            title: string;
            detail: string;
            requestId: string;
            /** @description Why; `allowOutsideHours` in the request confirms it */
            outside: ("absence" | "holiday" | "professional-hours" | "clinic-hours")[];
        } | {
            /** @constant */
            type: "/problems/not-allowed-now";
            /** @constant */
            code: "not-allowed-now";
            /** @constant */
            status: 409;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/still-in-use";
            /** @constant */
            code: "still-in-use";
            /** @constant */
            status: 409;
            title: string;
            detail: string;
            requestId: string;
            /** @description The first of what still points to it; `release=true` calls visits off and gives work back */
            references: {
                /** @enum {string} */
                kind: "appointment" | "conversation" | "lead" | "patient";
                id: string;
                /** @description Whose name it is; empty where that is not known */
                name: string;
                at: string | null;
            }[];
            referenceCount: number;
        } | {
            /** @constant */
            type: "/problems/request-under-way";
            /** @constant */
            code: "request-under-way";
            /** @constant */
            status: 409;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/version-mismatch";
            /** @constant */
            code: "version-mismatch";
            /** @constant */
            status: 412;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/payload-too-large";
            /** @constant */
            code: "payload-too-large";
            /** @constant */
            status: 413;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/unsupported-media-type";
            /** @constant */
            code: "unsupported-media-type";
            /** @constant */
            status: 415;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/unknown-reference";
            /** @constant */
            code: "unknown-reference";
            /** @constant */
            status: 422;
            title: string;
            detail: string;
            requestId: string;
            errors?: components["schemas"]["FieldError"][];
        } | {
            /** @constant */
            type: "/problems/flow-has-problems";
            /** @constant */
            code: "flow-has-problems";
            /** @constant */
            status: 422;
            title: string;
            detail: string;
            requestId: string;
            errors?: components["schemas"]["FieldError"][];
        } | {
            /** @constant */
            type: "/problems/idempotency-mismatch";
            /** @constant */
            code: "idempotency-mismatch";
            /** @constant */
            status: 422;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/weak-password";
            /** @constant */
            code: "weak-password";
            /** @constant */
            status: 422;
            title: string;
            detail: string;
            requestId: string;
            errors?: components["schemas"]["FieldError"][];
        } | {
            /** @constant */
            type: "/problems/version-required";
            /** @constant */
            code: "version-required";
            /** @constant */
            status: 428;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/too-many-requests";
            /** @constant */
            code: "too-many-requests";
            /** @constant */
            status: 429;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/too-many-failures";
            /** @constant */
            code: "too-many-failures";
            /** @constant */
            status: 429;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/internal";
            /** @constant */
            code: "internal";
            /** @constant */
            status: 500;
            title: string;
            detail: string;
            requestId: string;
        } | {
            /** @constant */
            type: "/problems/unavailable";
            /** @constant */
            code: "unavailable";
            /** @constant */
            status: 503;
            title: string;
            detail: string;
            requestId: string;
        };
        Professional: {
            /** Format: uuid */
            id: string;
            name: string;
            registration: string | null;
            phone: string | null;
            email: string | null;
            active: boolean;
            serviceIds: string[];
            workingHours: components["schemas"]["WorkingHours"][];
            absences: components["schemas"]["Absence"][];
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        ProfessionalPatch: {
            name?: string;
            /** @description Registro no conselho, como CRP 06/123456 */
            registration?: string | null;
            phone?: string | null;
            email?: string | null;
            active?: boolean;
            serviceIds?: string[];
            /** @description By the clinic's own clock; two spans of a day have a break between them. Without any, the clinic's hours */
            workingHours?: {
                /** @enum {string} */
                weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
                opens: string;
                closes: string;
            }[];
            absences?: {
                /** Format: date-time */
                startsAt: string;
                /** Format: date-time */
                endsAt: string;
                /** @default null */
                reason: string | null;
            }[];
        };
        ProfessionalsDeletion: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
            release?: boolean;
        };
        ProfessionalsPage: {
            items: components["schemas"]["Professional"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        QuickRepliesPage: {
            items: components["schemas"]["QuickReply"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        QuickReply: {
            /** Format: uuid */
            id: string;
            title: string;
            shortcut: string;
            text: string;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        QuickReplyPatch: {
            title?: string;
            /** @description What is typed to find it */
            shortcut?: string;
            /** @description May hold {name}, {first_name}, {clinic} */
            text?: string;
        };
        ReadMark: {
            /**
             * Format: date-time
             * @description `at` of the last message you saw
             */
            upTo: string;
        };
        /** @description Who is told, and in which conversation */
        Recipient: {
            /** @enum {string} */
            kind: "patient" | "guardian";
            /** Format: uuid */
            id: string;
            name: string;
            channel: string;
            contactKey: string;
        };
        RelationSaid: {
            /** @enum {string} */
            relation: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
            /** @enum {string} */
            custody: "sole" | "shared" | "none" | "unknown";
            /** @enum {string} */
            contactPreference: "preferred" | "allowed" | "emergency-only" | "never";
        };
        SavedFlowDraft: {
            files: components["schemas"]["FlowFiles"];
        };
        Service: {
            /** Format: uuid */
            id: string;
            slug: string;
            texts: {
                pt: {
                    name: string;
                    description?: string;
                };
                es?: {
                    name: string;
                    description?: string;
                };
                en?: {
                    name: string;
                    description?: string;
                };
            };
            synonyms: string[];
            insurances: {
                name: string;
                priceCents: number | null;
            }[] | null;
            priceCents: number | null;
            durationMinutes: number;
            /** @enum {string} */
            modality: "in-person" | "online" | "both";
            color: string;
            active: boolean;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        ServicePatch: {
            slug?: string;
            texts?: components["schemas"]["ServiceTexts"];
            /** @description What else patients call it, in whatever language: the bot takes each for this service */
            synonyms?: string[];
            /** @description The plans it takes, and the patient's own part by each; null: as the bot's flow has it; []: none */
            insurances?: {
                name: string;
                priceCents: number | null;
            }[] | null;
            priceCents?: number | null;
            durationMinutes?: number;
            /** @enum {string} */
            modality?: "in-person" | "online" | "both";
            /** @description In the calendar */
            color?: string;
            active?: boolean;
        };
        /** @description Portuguese is what the other languages fall back to */
        ServiceTexts: {
            pt: {
                name: string;
                description?: string;
            };
            es?: {
                name: string;
                description?: string;
            };
            en?: {
                name: string;
                description?: string;
            };
        };
        ServicesDeletion: {
            rows: {
                /** Format: uuid */
                id: string;
                /** @description Counts changes; send it back in If-Match */
                version: number;
            }[];
            /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
            release?: boolean;
        };
        ServicesPage: {
            items: components["schemas"]["Service"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Settings: {
            items: (components["schemas"]["BusinessHoursSetting"] | components["schemas"]["ClinicSetting"])[];
        };
        Setup: {
            /** @description All that is not optional */
            isDone: boolean;
            steps: components["schemas"]["SetupStep"][];
        };
        SetupStep: {
            /** @enum {string} */
            step: "password" | "clinic-name" | "business-hours" | "channel" | "webhook" | "desk" | "first-message";
            /** @description The number it is about */
            channel: string | null;
            /**
             * @description `unknown`: this server cannot tell
             * @enum {string}
             */
            state: "done" | "todo" | "trouble" | "unknown";
            /** @description Why it is not done */
            reason: ("not-set" | "offline" | "not-heard" | "wrong-settings" | "unreachable-address" | "no-answer" | "none-yet") | null;
            /** @description The clinic works without it */
            isOptional: boolean;
            /** @description What has to be mended at the gateway */
            complaints: string[];
        };
        StaffMessage: {
            text: string;
            /** @description Id of the message this answers; the patient sees which one */
            replyTo?: string;
        };
        StateShown: {
            step: string | null;
            /** @description What is asked there, as the flow calls it */
            stepText: string | null;
            /** @enum {string} */
            mode: "bot" | "human" | "paused";
            /** @enum {string} */
            language: "pt" | "es" | "en";
            optedOut: boolean;
            parked: boolean;
            handedOver: {
                team: string;
                reason: string;
                /** @description Completes: o paciente … */
                label: string;
            } | null;
            values: components["schemas"]["LearnedValue"][];
        };
        StoredControl: {
            /** @description Its number in the log */
            seq: number;
        };
        StoredMessage: {
            seq: number;
            id: string;
        };
        System: {
            at: string;
            log: {
                streams: {
                    name: string;
                    records: number;
                    bytes: number;
                    lastAt: string | null;
                }[];
                consumers: {
                    name: string;
                    /** @description Records it was not handed yet */
                    toCome: number;
                    /** @description Records it has in hand */
                    inFlight: number;
                    /** @description When the oldest record that it has not handled was stored */
                    oldestAt: string | null;
                }[];
                numbers: {
                    id: string;
                    /** @description Null: nothing heard yet */
                    connected: boolean | null;
                    since: string | null;
                }[];
                /** @description Contacts whose last send may or may not have left */
                unknown: {
                    count: number;
                    since: string | null;
                };
                deadLetters: number;
                /** @description Processes that take webhooks and cannot open their spool: what waits there is unknown */
                unknownSpools: number;
                processes: {
                    name: string;
                    /** @description Null: it does not answer */
                    ready: boolean | null;
                }[];
                verdicts: {
                    /** @enum {string} */
                    about: "consumer" | "number" | "bot" | "unknown" | "dead-letters" | "spool" | "process";
                    name: string;
                    ok: boolean;
                    /** @enum {string} */
                    code: "keeps-up" | "behind" | "old" | "on-line" | "off-line" | "no-news" | "paused" | "observes" | "none" | "some" | "ready" | "not-ready" | "no-answer";
                    /** @description Of `behind` and `some` how many, of `old` milliseconds */
                    value: number | null;
                }[];
            } | null;
            people: {
                parked: number;
                parkedSince: string | null;
                sessions: {
                    mode: string;
                    count: number;
                }[];
                waiting: number;
                /** @description The longest wait for a person, of opening hours */
                waitingOpenMs: number;
                dangers: number;
                /** @description The longest wait of a person who may be in danger */
                dangerMs: number;
                /** @description Of today: from the patient's first words of a session to the first answer; null: not counted in time */
                replies: {
                    count: number;
                    averageMs: number | null;
                    buckets: {
                        /** @description Null: longer than the bucket before */
                        upToMs: number | null;
                        count: number;
                    }[];
                } | null;
            } | null;
            alerts: {
                /** @description Whether a process looks; where none does, none being open does not say that all is well */
                isWatched: boolean;
                /** @description How people are told; empty: they are not */
                ways: {
                    /** @enum {string} */
                    sink: "mail" | "webhook";
                    /** @description Of a mail; a webhook's address is a secret */
                    to: string[];
                    sentAt: string | null;
                    /** @description Null: the last sending arrived */
                    failedAt: string | null;
                }[];
                open: {
                    key: string;
                    /** @enum {string} */
                    code: "number-disconnected" | "danger-waiting" | "patient-waiting" | "service-down" | "server-away" | "dead-letters" | "conversations-parked" | "canary-late" | "spool-unknown";
                    /** @description Which number, service or server; null: there is only one */
                    subject: string | null;
                    count: number;
                    since: string;
                    /** @description When people were told first */
                    firedAt: string;
                    /** @description How often they were told since */
                    told: number;
                    /** @description No longer seen, but not long enough ago */
                    isNearlyOver: boolean;
                    acknowledged: {
                        by: string;
                        at: string;
                    } | null;
                }[];
            } | null;
        };
        Tag: {
            /** Format: uuid */
            id: string;
            name: string;
            color: string;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        TagPatch: {
            name?: string;
            color?: string;
        };
        TagRef: {
            /** Format: uuid */
            id: string;
            name: string;
            color: string;
        };
        TagsPage: {
            items: components["schemas"]["Tag"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        Team: {
            items: components["schemas"]["TeamMember"][];
        };
        TeamMember: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "attendant" | "analyst" | "operator";
        };
        Timeline: {
            items: (components["schemas"]["TimelineMessage"] | components["schemas"]["TimelineTurn"] | components["schemas"]["TimelineHandoff"] | components["schemas"]["TimelineNote"])[];
            /** @description Send it back as `before` for what was earlier, or as `after` for what came later; null at the end */
            next: string | null;
        };
        TimelineHandoff: {
            /** @constant */
            type: "handoff";
            at: string;
            turnSeq: number;
            commandIndex: number;
            reason: string;
            /** @description Completes, in Portuguese: o paciente … */
            label: string;
            team: string;
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            /** @description What kind of danger was seen, in Portuguese */
            danger: string | null;
            firstWords: string | null;
            /** @description What the bot had learned, in the order people ask */
            summary: components["schemas"]["LearnedValue"][];
            firstHumanAt: string | null;
            resolvedAt: string | null;
        };
        TimelineMessage: {
            /** @constant */
            type: "message";
            at: string;
            id: string;
            author: components["schemas"]["MessageAuthor"];
            /** @description Who of the clinic wrote it; null also where what was projected before does not say */
            attendant: {
                /** @enum {string} */
                source: "panel" | "chatwoot";
                id: string;
                name: string | null;
            } | null;
            kind: components["schemas"]["MessageKind"];
            text: string;
            /** @description What this answers */
            quote: components["schemas"]["MessageReferred"] | null;
            reactsTo: components["schemas"]["MessageReferred"] | null;
            /** @description What may be chosen */
            options: {
                id: string | null;
                label: string;
                description: string | null;
            }[];
            /** @description The option that was chosen; `text` is its label */
            choiceId: string | null;
            location: {
                latitude: number;
                longitude: number;
            } | null;
            media: components["schemas"]["MessageMedia"] | null;
            forwarded: boolean;
            /** @description Whether it answers the clinic's story */
            statusReply: boolean;
            /** @description Title of the advertisement over which the patient came */
            ad: string | null;
            editedAt: string | null;
            revokedAt: string | null;
            inboundSeq: number | null;
            /** @description The decision it was sent by; `…/turns/{turnSeq}/why` explains it */
            turnSeq: number | null;
            commandIndex: number | null;
            /** @description The rule of the flow that had it sent */
            rule: string | null;
            /** @description How far it came; null for what patients wrote, and until the sender took it */
            delivery: components["schemas"]["MessageDelivery"] | null;
        };
        TimelineNote: {
            /** @constant */
            type: "note";
            at: string;
            /** Format: uuid */
            id: string;
            author: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** @description For the team; patients never see it */
            text: string;
        };
        TimelineTurn: {
            /** @constant */
            type: "turn";
            at: string;
            turnSeq: number;
            /** @description The rule of the flow that fired */
            rule: string;
            /** @description The same in Portuguese, for the desk */
            sentence: string;
            /** @enum {string} */
            outcome: "advanced" | "parked" | "deferred" | "resumed" | "forwarded";
            step: string | null;
            /** @enum {string} */
            mode: "bot" | "human" | "paused";
            /** @enum {string} */
            lane: "reply" | "proactive" | "bulk" | "quiet";
            eventType: string;
            eventSeq: number;
            eventId: string;
            previousTurnSeq: number;
            commandCount: number;
            engineVersion: string;
            flowVersion: string;
            traceId: string | null;
        };
        UnmergedGuardians: {
            kept: components["schemas"]["Guardian"];
            other: components["schemas"]["Guardian"];
        };
        UnmergedPatients: {
            kept: components["schemas"]["Patient"];
            other: components["schemas"]["Patient"];
        };
        Unread: {
            unread: number;
        };
        User: {
            /** Format: uuid */
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "attendant" | "analyst" | "operator";
            active: boolean;
            mustChangePassword: boolean;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        UserPatch: {
            /** Format: email */
            email?: string;
            name?: string;
            /** @enum {string} */
            role?: "admin" | "attendant" | "analyst" | "operator";
            active?: boolean;
        };
        UsersPage: {
            items: components["schemas"]["User"][];
            /** @description The next page's cursor; null on the last page */
            next: string | null;
            total: number;
            /** @description False: there are at least `total` */
            totalIsExact: boolean;
        };
        View: {
            /** Format: uuid */
            id: string;
            page: string;
            name: string;
            query: string;
            position: number;
            createdAt: string;
            updatedAt: string;
            /** @description Counts changes; send it back in If-Match */
            version: number;
        };
        ViewPatch: {
            name?: string;
            /** @description Filters, order and columns, as the page's address holds them, without `?` */
            query?: string;
            /** @description Its place among the page's views */
            position?: number;
        };
        Views: {
            items: components["schemas"]["View"][];
        };
        Why: {
            turnSeq: number;
            at: string;
            rule: string;
            /** @description The rule in words, for the desk */
            sentence: string;
            /** @description What the rule's state asks, as the flow writes it in Portuguese */
            question: string | null;
            /** @description What the route that fired looks for, as the flow writes it */
            matcher: string | null;
            event: {
                type: string;
                at: string;
            };
            /** @description The words that were read for it */
            heard: string[];
            flowVersion: string;
            engineVersion: string;
            /** @description Null: this was the first decision */
            before: components["schemas"]["StateShown"] | null;
            after: components["schemas"]["StateShown"];
            /** @description What was known besides words and state */
            facts: components["schemas"]["LearnedValue"][];
            /** @description As it was recorded then; null where nothing was read */
            understanding: {
                intent: string;
                /** @description What the patient wanted, in words; null: the flow has none for it */
                label: string | null;
                confidence: number;
                alternatives: {
                    intent: string;
                    confidence: number;
                    label: string | null;
                }[];
                language: ("pt" | "es" | "en") | null;
                /** @description Name and version of the classifier */
                version: string;
                /** @description What was asked when it was read; null in turns of before */
                question: string | null;
                /** @description What the message does, surest first */
                acts: {
                    act: string;
                    confidence: number;
                }[];
                values: {
                    slot: string;
                    value: string;
                    confidence: number;
                }[];
                /** @description What was found in the words; `text` is where */
                found: {
                    type: string;
                    value: string;
                    text: string | null;
                    label: string | null;
                }[];
                danger: {
                    certain: boolean;
                    kind: string;
                    label: string;
                    words: string | null;
                } | null;
            } | null;
            /** @description Whom of the team it called */
            calls: {
                team: string;
                reason: string;
                /** @description Completes: o paciente … */
                label: string;
            }[];
        };
        WorkingHours: {
            /** @enum {string} */
            weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
            opens: string;
            closes: string;
        };
        /** @description Who writes from there, as far as it is known */
        Writer: {
            /**
             * @description contact: no person on record is linked to this number
             * @enum {string}
             */
            kind: "guardian" | "patient" | "contact";
            id: string | null;
            name: string | null;
        };
        /** @description Who is known to write in a conversation */
        WriterOfPerson: {
            /** @enum {string} */
            kind: "patient" | "guardian";
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @description Of a guardian, to the patient whose record this is
             * @enum {string}
             */
            relation?: "mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other";
            /** @enum {string} */
            custody?: "sole" | "shared" | "none" | "unknown";
            /** @enum {string} */
            contactPreference?: "preferred" | "allowed" | "emergency-only" | "never";
        };
        WrittenFor: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Who answers for them; null for who writes for themselves */
            guardianId: string | null;
            relation: ("mother" | "father" | "grandparent" | "stepparent" | "sibling" | "partner" | "child" | "legal-guardian" | "carer" | "other") | null;
            custody: ("sole" | "shared" | "none" | "unknown") | null;
            contactPreference: ("preferred" | "allowed" | "emergency-only" | "never") | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPasswordLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordLink"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Views"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createView: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    home: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPatients: {
        parameters: {
            query?: {
                /** @description Parts of a name in any order, without accents; part of a phone; a CPF */
                q?: string;
                bornFrom?: string;
                bornTo?: string;
                contactKey?: string;
                /** @description Those with whom nothing was said since, or never */
                noContactSince?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                tagId?: string;
                /** @description Words of the insurance's name, without accents */
                insurance?: string;
                /** @description Those this guardian answers for */
                guardianId?: string;
                /** @description Whether an appointment is to come */
                nextAppointment?: string;
                /** @description Those whose record lacks this */
                missing?: "cpf" | "birthDate" | "phone" | "guardian" | "insurance";
                sort?: "name" | "-name" | "created" | "-created" | "updated" | "-updated";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPatient: {
        parameters: {
            query?: {
                /** @description Save although the person may already be on record */
                allowDuplicates?: string;
            };
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPatient"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGuardians: {
        parameters: {
            query?: {
                /** @description Parts of a name in any order, without accents; part of a phone; a CPF */
                q?: string;
                bornFrom?: string;
                bornTo?: string;
                contactKey?: string;
                /** @description Those with whom nothing was said since, or never */
                noContactSince?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                /** @description Those whose record lacks this */
                missing?: "cpf" | "birthDate" | "phone" | "patient";
                sort?: "name" | "-name" | "created" | "-created" | "updated" | "-updated";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardiansPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGuardian: {
        parameters: {
            query?: {
                /** @description Save although the person may already be on record */
                allowDuplicates?: string;
            };
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuardian"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardian"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    system: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acknowledgement"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findPatientDuplicates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPatient"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicateCandidates"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPatient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePatient: {
        parameters: {
            query?: {
                /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
                release?: string;
            };
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePatient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatientPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePatients: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatientsDeletion"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restorePatient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findGuardianDuplicates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuardian"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicateCandidates"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGuardian: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardian"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGuardian: {
        parameters: {
            query?: {
                /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
                release?: string;
            };
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateGuardian: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardianPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardian"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGuardians: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardiansDeletion"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreGuardian: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardian"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPatientRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientRecord"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGuardianRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianRecord"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewPatientMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewedMerge"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergePatients: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatientMerge"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergedPatient"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoPatientMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                mergeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmergedPatients"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewGuardianMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewedMerge"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeGuardians: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardianMerge"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergedGuardian"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoGuardianMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                mergeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmergedGuardians"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkGuardian: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
                guardianId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuardianLink"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianLink"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkGuardian: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
                guardianId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkPatientContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkPatientContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkGuardianContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkGuardianContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPatientTags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatientTagIds"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientTags"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tagPatients: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkTags"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description A part of the name, or of the number */
                q?: string;
                channel?: string;
                /** @description Whether a person is known to write from it */
                linked?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                sort?: "name" | "-name" | "created" | "-created" | "updated" | "-updated";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRecord"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRecord"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRecord"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteContacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactsDeletion"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRecord"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportPatients: {
        parameters: {
            query?: {
                /** @description Parts of a name in any order, without accents; part of a phone; a CPF */
                q?: string;
                bornFrom?: string;
                bornTo?: string;
                contactKey?: string;
                /** @description Those with whom nothing was said since, or never */
                noContactSince?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                tagId?: string;
                /** @description Words of the insurance's name, without accents */
                insurance?: string;
                /** @description Those this guardian answers for */
                guardianId?: string;
                /** @description Whether an appointment is to come */
                nextAppointment?: string;
                /** @description Those whose record lacks this */
                missing?: "cpf" | "birthDate" | "phone" | "guardian" | "insurance";
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportGuardians: {
        parameters: {
            query?: {
                /** @description Parts of a name in any order, without accents; part of a phone; a CPF */
                q?: string;
                bornFrom?: string;
                bornTo?: string;
                contactKey?: string;
                /** @description Those with whom nothing was said since, or never */
                noContactSince?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                /** @description Those whose record lacks this */
                missing?: "cpf" | "birthDate" | "phone" | "patient";
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAppointments: {
        parameters: {
            query?: {
                from?: string;
                /** @description Not included */
                to?: string;
                state?: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
                professionalId?: string;
                patientId?: string;
                serviceId?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportLeads: {
        parameters: {
            query?: {
                q?: string;
                status?: "new" | "assigned" | "converted" | "discarded";
                assigneeId?: string;
                contactKey?: string;
                channel?: string;
                service?: string;
                from?: string;
                /** @description Not included */
                to?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportContacts: {
        parameters: {
            query?: {
                /** @description A part of the name, or of the number */
                q?: string;
                channel?: string;
                /** @description Whether a person is known to write from it */
                linked?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                userId?: string;
                action?: "access" | "acknowledge-alert" | "add-note" | "approve-erasure" | "assign" | "backup" | "block" | "bot-off" | "bot-on" | "convert" | "create" | "delete" | "delete-note" | "discard" | "drop-sends" | "erase" | "export" | "hold-sends" | "import" | "import-create" | "import-update" | "inspect-import" | "link-contact" | "link-guardian" | "list" | "listen" | "login" | "login-refused" | "logout" | "mark-read" | "mend" | "merge" | "observe" | "open-file" | "password-changed" | "password-link-created" | "password-reset" | "pause" | "publish" | "read" | "read-note" | "refuse-erasure" | "refused" | "release-sends" | "reopen" | "request-erasure" | "restore" | "restore-note" | "resume" | "retry-send" | "return" | "search-duplicates" | "send-file" | "send-message" | "set-state" | "settle-send" | "speak" | "tag" | "takeover" | "tell" | "token-reused" | "unassign" | "unblock" | "undo-merge" | "unlink-contact" | "unlink-guardian" | "unlock" | "unmerge" | "update" | "update-note";
                entity?: "appointment" | "audit" | "block" | "bot" | "channel" | "contact" | "conversation" | "erasure" | "flow" | "guardian" | "holiday" | "home" | "installation" | "lead" | "note" | "patient" | "professional" | "quick-reply" | "request" | "service" | "setting" | "tag" | "user" | "view";
                entityId?: string;
                from?: string;
                /** @description Not included */
                to?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportBlocks: {
        parameters: {
            query?: {
                inForce?: string;
                channel?: string;
                contactKey?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportNotes: {
        parameters: {
            query?: {
                /** @description Words of the text, in any order, without accents */
                q?: string;
                patientId?: string;
                authorId?: string;
                pinned?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportServices: {
        parameters: {
            query?: {
                q?: string;
                active?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportProfessionals: {
        parameters: {
            query?: {
                q?: string;
                active?: string;
                serviceId?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportUsers: {
        parameters: {
            query?: {
                q?: string;
                role?: "admin" | "attendant" | "analyst" | "operator";
                active?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportConversations: {
        parameters: {
            query?: {
                /** @description A part of a name, of a number, or of a message that a person wrote; what the bot says to all is not searched, nor words of two letters */
                q?: string;
                channel?: string;
                mode?: "bot" | "human" | "paused";
                step?: string;
                parked?: string;
                /** @description A person has it, or is waited for */
                open?: string;
                /** @description The patient waits for a person */
                waiting?: string;
                /** @description The patient's last words have no answer, from bot or staff */
                unanswered?: string;
                /** @description The patient wrote behind your mark */
                unread?: string;
                /** @description me, none, or a user's id */
                assignee?: ("me" | "none") | string;
                /** @description Of a call for a person that is open */
                team?: string;
                /** @description What the latest session is about */
                service?: string;
                /** @description Last message at or after */
                from?: string;
                /** @description Last message before */
                to?: string;
                optedOut?: string;
                blocked?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportTemplate: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportProgress"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotes: {
        parameters: {
            query?: {
                /** @description Words of the text, in any order, without accents */
                q?: string;
                patientId?: string;
                authorId?: string;
                pinned?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                sort?: "created" | "-created";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotesPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteListed"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotePatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteListed"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteListed"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNotes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotesDeletion"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteListed"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTags: {
        parameters: {
            query?: {
                q?: string;
                sort?: "name" | "-name";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTag"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServices: {
        parameters: {
            query?: {
                q?: string;
                active?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                sort?: "name" | "-name" | "created" | "-created";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicesPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createService: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewService"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteService: {
        parameters: {
            query?: {
                /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
                release?: string;
            };
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServicePatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteServices: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServicesDeletion"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProfessionals: {
        parameters: {
            query?: {
                q?: string;
                active?: string;
                serviceId?: string;
                /** @description Those that were deleted and can be restored, instead of those that are there */
                deleted?: string;
                sort?: "name" | "-name" | "created" | "-created";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfessionalsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProfessional: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProfessional"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Professional"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfessional: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Professional"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfessional: {
        parameters: {
            query?: {
                /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
                release?: string;
            };
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProfessional: {
        parameters: {
            query?: {
                /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
                release?: string;
            };
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfessionalPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Professional"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfessionals: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfessionalsDeletion"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreProfessional: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Professional"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppointments: {
        parameters: {
            query?: {
                from?: string;
                /** @description Not included */
                to?: string;
                state?: "requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled";
                professionalId?: string;
                patientId?: string;
                serviceId?: string;
                sort?: "startsAt" | "-startsAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAppointment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppointment"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAppointment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAppointment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAppointmentState: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentStateChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAppointmentsState: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentsStateChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAgenda: {
        parameters: {
            query: {
                from: string;
                /** @description Not included */
                to: string;
                professionalId?: string[];
                serviceId?: string[];
                state?: ("requested" | "scheduled" | "confirmed" | "arrived" | "completed" | "no-show" | "cancelled")[];
                modality?: ("in-person" | "online")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agenda"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFreeTimes: {
        parameters: {
            query: {
                from: string;
                /** @description Not included */
                to: string;
                serviceId: string;
                /** @description Of these, whatever services they give; absent: of all who give the service */
                professionalId?: string[];
                modality?: "in-person" | "online";
                /** @description The service's own when absent */
                durationMinutes?: number;
                /** @description An appointment that is to be moved: it does not stand in its own way */
                exceptId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreeTimes"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewAppointmentMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentMessage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewNewAppointmentMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppointmentChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentMessage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLeads: {
        parameters: {
            query?: {
                q?: string;
                status?: "new" | "assigned" | "converted" | "discarded";
                assigneeId?: string;
                contactKey?: string;
                channel?: string;
                service?: string;
                from?: string;
                /** @description Not included */
                to?: string;
                sort?: "capturedAt" | "-capturedAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadAssignment"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unassignLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopenLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadDiscard"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignLeads: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadsAssignment"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardLeads: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadsDiscard"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    convertLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadConversion"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLeadBoard: {
        parameters: {
            query?: {
                q?: string;
                assigneeId?: string;
                contactKey?: string;
                channel?: string;
                service?: string;
                from?: string;
                /** @description Not included */
                to?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadBoard"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findLeadDuplicates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadLikeness"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDuplicates"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description A part of a name, of a number, or of a message that a person wrote; what the bot says to all is not searched, nor words of two letters */
                q?: string;
                channel?: string;
                mode?: "bot" | "human" | "paused";
                step?: string;
                parked?: string;
                /** @description A person has it, or is waited for */
                open?: string;
                /** @description The patient waits for a person */
                waiting?: string;
                /** @description The patient's last words have no answer, from bot or staff */
                unanswered?: string;
                /** @description The patient wrote behind your mark */
                unread?: string;
                /** @description me, none, or a user's id */
                assignee?: ("me" | "none") | string;
                /** @description Of a call for a person that is open */
                team?: string;
                /** @description What the latest session is about */
                service?: string;
                /** @description Last message at or after */
                from?: string;
                /** @description Last message before */
                to?: string;
                optedOut?: string;
                blocked?: string;
                /** @description waitingSince, unansweredSince: only those who wait for a person, or for any answer; the longest first */
                sort?: "-lastMessageAt" | "lastMessageAt" | "waitingSince" | "-waitingSince" | "unansweredSince" | "-unansweredSince";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countConversations: {
        parameters: {
            query?: {
                /** @description A part of a name, of a number, or of a message that a person wrote; what the bot says to all is not searched, nor words of two letters */
                q?: string;
                channel?: string;
                mode?: "bot" | "human" | "paused";
                step?: string;
                parked?: string;
                /** @description A person has it, or is waited for */
                open?: string;
                /** @description The patient waits for a person */
                waiting?: string;
                /** @description The patient's last words have no answer, from bot or staff */
                unanswered?: string;
                /** @description The patient wrote behind your mark */
                unread?: string;
                /** @description me, none, or a user's id */
                assignee?: ("me" | "none") | string;
                /** @description Of a call for a person that is open */
                team?: string;
                /** @description What the latest session is about */
                service?: string;
                /** @description Last message at or after */
                from?: string;
                /** @description Last message before */
                to?: string;
                optedOut?: string;
                blocked?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationCounts"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTimeline: {
        parameters: {
            query?: {
                /** @description Only what happened before this instant */
                before?: string;
                /** @description Only what happened after this instant, and of that the earliest */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                contact: string;
                turnSeq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Why"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followConversations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationAssignment"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationAssigned"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markConversationRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadMark"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addConversationNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConversationNote"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineNote"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteConversationNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                contact: string;
                noteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notePresence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Presence"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeoverConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredControl"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    returnConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredControl"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredControl"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredControl"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unmergeConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredControl"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeConversations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationMerge"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredControl"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeoverConversations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Conversationstakeover"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    returnConversations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Conversationsreturn"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseConversations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Conversationspause"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffMessage"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredMessage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                contact: string;
                /** @description Id of the message the file came with */
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuickReplies: {
        parameters: {
            query?: {
                /** @description A part of the title or shortcut */
                q?: string;
                sort?: "title" | "-title";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuickRepliesPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQuickReply: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuickReply"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuickReply"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteQuickReply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateQuickReply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuickReplyPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuickReply"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quickRepliesFor: {
        parameters: {
            query?: {
                /** @description A part of the title or shortcut */
                q?: string;
                sort?: "title" | "-title";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilledQuickRepliesPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBlocks: {
        parameters: {
            query?: {
                inForce?: string;
                channel?: string;
                contactKey?: string;
                sort?: "blockedAt" | "-blockedAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlocksPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    blockContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBlock"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Block"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    liftBlock: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Block"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    blockContacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBlocks"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    liftBlocks: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlocksLifting"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyseDays: {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                to: string;
                channel?: string;
                /** @description Only what belongs to conversations about this service */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsDays"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analysePeakHours: {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                to: string;
                channel?: string;
                /** @description Refused: as mensagens não pertencem a um serviço; peça sem este filtro */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsPeakHours"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyseServices: {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                to: string;
                channel?: string;
                /** @description Refused: a resposta já é por serviço; peça sem este filtro */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsServices"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyseFunnel: {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                to: string;
                channel?: string;
                /** @description Only what belongs to conversations about this service */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsFunnel"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyseResponses: {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                to: string;
                channel?: string;
                /** @description Only what belongs to conversations about this service */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsResponses"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyseDeliveries: {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                to: string;
                channel?: string;
                /** @description Refused: os envios não pertencem a um serviço; peça sem este filtro */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsDeliveries"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyseSummary: {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                to: string;
                channel?: string;
                /** @description Only what belongs to conversations about this service */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsSummary"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bot"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switchBot: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BotSwitch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bot"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channels"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFlows: {
        parameters: {
            query?: {
                q?: string;
                sort?: "name" | "-name" | "created" | "-created";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowsPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFlow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFlow"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDraft"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFlowDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDraft"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveFlowDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavedFlowDraft"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDraft"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryFlowDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowTrial"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTrialAnswer"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishFlow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowPublication"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersion"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFlowVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersions"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFlowVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersionFiles"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishFlowVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowRepublication"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersion"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffFlow: {
        parameters: {
            query: {
                from: number;
                /** @description Absent: the draft */
                to?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDiff"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putBusinessHours: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BusinessHoursInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessHoursSetting"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putClinic: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClinicCardInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicSetting"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHolidays: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putHoliday: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHoliday"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holiday"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHoliday: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlockUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                q?: string;
                role?: "admin" | "attendant" | "analyst" | "operator";
                active?: string;
                sort?: "name" | "-name" | "created" | "-created";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsersPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedUser"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: {
                /** @description Do with what still points to it what the refusal tells: call off visits that are to come, give work back */
                release?: string;
            };
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                userId?: string;
                action?: "access" | "acknowledge-alert" | "add-note" | "approve-erasure" | "assign" | "backup" | "block" | "bot-off" | "bot-on" | "convert" | "create" | "delete" | "delete-note" | "discard" | "drop-sends" | "erase" | "export" | "hold-sends" | "import" | "import-create" | "import-update" | "inspect-import" | "link-contact" | "link-guardian" | "list" | "listen" | "login" | "login-refused" | "logout" | "mark-read" | "mend" | "merge" | "observe" | "open-file" | "password-changed" | "password-link-created" | "password-reset" | "pause" | "publish" | "read" | "read-note" | "refuse-erasure" | "refused" | "release-sends" | "reopen" | "request-erasure" | "restore" | "restore-note" | "resume" | "retry-send" | "return" | "search-duplicates" | "send-file" | "send-message" | "set-state" | "settle-send" | "speak" | "tag" | "takeover" | "tell" | "token-reused" | "unassign" | "unblock" | "undo-merge" | "unlink-contact" | "unlink-guardian" | "unlock" | "unmerge" | "update" | "update-note";
                entity?: "appointment" | "audit" | "block" | "bot" | "channel" | "contact" | "conversation" | "erasure" | "flow" | "guardian" | "holiday" | "home" | "installation" | "lead" | "note" | "patient" | "professional" | "quick-reply" | "request" | "service" | "setting" | "tag" | "user" | "view";
                entityId?: string;
                from?: string;
                /** @description Not included */
                to?: string;
                sort?: "-id" | "id";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                state?: "requested" | "approved" | "running" | "done" | "refused";
                sort?: "-createdAt" | "createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewErasure"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getErasureCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureCertificate"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that is edited, such as "3" */
                "if-match"?: string;
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPatientAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPatientConsents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientConsents"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGuardianAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGuardianConsents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianConsents"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspectImport: {
        parameters: {
            query?: {
                /** @description Of a CSV file; absent: found out */
                encoding?: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
                /** @description What parts the columns of a CSV file; absent: found out */
                delimiter?: "semicolon" | "comma" | "tab" | "bar";
                /** @description The tab of a workbook, by its name; absent: the likeliest */
                sheet?: string;
                /** @description Take rows that the sheet hides, too */
                hiddenRows?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportInspection"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importPatients: {
        parameters: {
            query?: {
                /** @description Of a CSV file; absent: found out */
                encoding?: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
                /** @description What parts the columns of a CSV file; absent: found out */
                delimiter?: "semicolon" | "comma" | "tab" | "bar";
                /** @description The tab of a workbook, by its name; absent: the likeliest */
                sheet?: string;
                /** @description Take rows that the sheet hides, too */
                hiddenRows?: string;
                /** @description Of days of birth as 1/2/1990; absent: found out, or else day first */
                dateOrder?: "dmy" | "mdy";
                /** @description Only tell what would happen */
                dryRun?: string;
                /** @description Import the rows without a problem */
                skipInvalid?: string;
                /** @description Take rows whose person may already be on record; never the same CPF */
                allowDuplicates?: string;
                /** @description Rows of people who are there, by CPF or by name and day of birth: told as a problem, left, or brought up to date */
                onExisting?: "refuse" | "skip" | "update";
                /** @description Why people who had their data erased are entered again; the audit keeps it. Absent: their rows are told as a problem */
                bringBackReason?: string;
                /** @description Which field each column holds, in the order of the file, such as name,,birthDate,cpf; absent: by titles */
                columns?: string;
                /** @description A new id; how far the import is can be asked under it meanwhile */
                progressId?: string;
            };
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendFile: {
        parameters: {
            query: {
                fileName: string;
                caption?: string;
                /** @description Id of the message this answers; the patient sees which one */
                replyTo?: string;
            };
            header?: {
                /** @description Repeats with the same key are done once */
                "idempotency-key"?: string;
            };
            path: {
                channel: string;
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredMessage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
