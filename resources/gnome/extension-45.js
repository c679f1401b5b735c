// For GNOME Shell 45 and newer: tells who asks on the session bus which window is active.
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Shell from 'gi://Shell';

const INTERFACE = `<node><interface name="io.wellbeing.Shell">
  <method name="Get"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="u" direction="out"/><arg type="b" direction="out"/><arg type="x" direction="out"/></method>
  <signal name="Changed"><arg type="s"/><arg type="s"/><arg type="u"/><arg type="b"/><arg type="x"/></signal>
</interface></node>`;

export default class Front {
    enable() {
        this._object = Gio.DBusExportedObject.wrapJSObject(INTERFACE, this);
        this._object.export(Gio.DBus.session, '/io/wellbeing/Shell');
        this._name = Gio.DBus.session.own_name('io.wellbeing.Shell', Gio.BusNameOwnerFlags.REPLACE, null, null);
        this._focus = global.display.connect('notify::focus-window', () => this._follow());
        this._follow();
    }

    disable() {
        global.display.disconnect(this._focus);
        this._leave();
        Gio.DBus.session.unown_name(this._name);
        this._object.unexport();
        this._object = null;
    }

    GetAsync(parameters, invocation) {
        invocation.return_value(new GLib.Variant('(ssubx)', this._told()));
    }

    _follow() {
        this._leave();
        this._window = global.display.focus_window;
        if (this._window)
            this._heard = ['notify::title', 'notify::fullscreen'].map(
                what => this._window.connect(what, () => this._tell()));
        this._tell();
    }

    _leave() {
        if (this._window)
            this._heard.forEach(one => this._window.disconnect(one));
        this._window = null;
    }

    _told() {
        const window = this._window, now = GLib.get_monotonic_time();
        if (!window)
            return ['', '', 0, false, now];
        const app = Shell.WindowTracker.get_default().get_window_app(window);
        const known = app && !app.is_window_backed() ? app.get_id().replace(/\.desktop$/, '') : window.get_wm_class();
        return [known || '', window.get_title() || '', Math.max(window.get_pid(), 0), window.is_fullscreen(), now];
    }

    _tell() {
        this._object.emit_signal('Changed', new GLib.Variant('(ssubx)', this._told()));
    }
}
